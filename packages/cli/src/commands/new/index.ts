import { defineCommand } from "../../core/define.js";
import { newArguments, newOptions } from "./options.js";

export const newProject = defineCommand({
  name: "new",
  group: "Start",
  summary: "start a project with working logic, a test and a small history",
  description:
    "Writes a project into a new folder NAME: weightkit.json, the weight logic, a test of the built WASM, a small simulated history and a README. It builds and replays at once, with nothing to install; `npm install` is needed for its own tests and for editors.\n\nOn a terminal it asks for whatever you leave out.",
  args: newArguments,
  options: newOptions,
  examples: [
    { command: "weightkit new sf-traffic", explains: "start the project sf-traffic here" },
    { command: "weightkit new --template list", explains: "print what a project can start from" },
  ],
  run: async (values, context) => (await import("./run.js")).runNew(values, context),
});
