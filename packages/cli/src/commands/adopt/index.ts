import { defineCommand } from "../../core/define.js";
import { adoptArguments, adoptOptions } from "./options.js";

export const adopt = defineCommand({
  name: "adopt",
  group: "Start",
  summary: "turn a Blockless function's project into a weightkit project",
  description:
    "Reads bls.toml, and writes weightkit.json and a small simulated history next to it; no source is changed. AssemblyScript with @blockless/sdk, as-wasi or the WASI shim is compiled as it is. In other languages the WASM of the project's own build command is packed, and that command is run only with --yes, or when the answer on a terminal is yes.\n\nIt then reports what will break on the network, before anything runs there: an input buffer that is too short for the topic, weights that are not numbers, comparators that do not sort, and every other property of `weightkit check`. Last it replays the history. Exit code 7 when something will break.",
  args: adoptArguments,
  options: adoptOptions,
  examples: [
    { command: "weightkit adopt my-function", explains: "adopt the project in this folder" },
    {
      command: "weightkit adopt my-function --yes",
      explains: "run its build command without asking",
    },
  ],
  run: async (values, context) => (await import("./run.js")).runAdopt(values, context),
});
