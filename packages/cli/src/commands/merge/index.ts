import { defineCommand } from "../../core/define.js";
import { mergeArguments, mergeOptions } from "./options.js";

export const merge = defineCommand({
  name: "merge",
  group: "Run",
  summary: "combine the shards of a sweep",
  description:
    "Reads the stores that shards of one sweep wrote (`weightkit sweep --shard I/N --store DIR`) and prints the sweep's result: the same bytes whatever the number of shards. It lists replays that are missing, and refuses stores of other versions, options or logic.",
  args: mergeArguments,
  options: mergeOptions,
  examples: [
    { command: "weightkit merge shared/sweep", explains: "print the result of a shared store" },
    {
      command: "weightkit merge shard-1 shard-2 shard-3 --into all",
      explains: "also copy all replays into one store",
    },
  ],
  run: async (values, context) => (await import("./run.js")).runMerge(values, context),
});
