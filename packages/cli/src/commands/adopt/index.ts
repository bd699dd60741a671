import { defineCommand } from "../../core/define.js";
import { adoptArguments, adoptOptions } from "./options.js";

export const adopt = defineCommand({
  name: "adopt",
  group: "Start",
  summary: "turn a Blockless function's project into a weightkit project",
  description:
    "Reads bls.toml, and writes weightkit.json and a small simulated history next to it; no source is changed. AssemblyScript with @blockless/sdk, as-wasi or the WASI shim is compiled unchanged. For other languages it packs the WASM that the project's own build command makes; that command runs only with --yes, or after you answer yes on a terminal.\n\nIt then reports what will break on the network, before anything runs there: an input buffer that is too short for the topic, weights that are not numbers, comparators that do not sort, and every other property of `weightkit check`. Finally, it replays the history. The exit code is 7 when something will break.",
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
