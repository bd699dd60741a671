import { defineCommand } from "../../core/define.js";
import { inspectArguments, inspectOptions } from "./options.js";

export const inspect = defineCommand({
  name: "inspect",
  group: "Run",
  summary: "show what a WASM or a package is made of, without running it",
  description:
    "Shows a weight logic's imports and what each is for, its exports, memory, size by section and by function, limits, permissions, hashes, function id, and the tools that made it. Takes a .wasm, a package's folder, manifest or .tar.gz, or a project, which is built first.",
  args: inspectArguments,
  options: inspectOptions,
  examples: [
    { command: "weightkit inspect", explains: "what the project's package is made of" },
    {
      command: "weightkit inspect strangers.tar.gz --functions 30",
      explains: "look into an archive before you run it",
    },
  ],
  run: async (values, context) => (await import("./run.js")).runInspect(values, context),
});
