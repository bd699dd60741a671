import { defineCommand } from "../../core/define.js";
import { sweepArguments, sweepOptions } from "./options.js";

export const sweep = defineCommand({
  name: "sweep",
  group: "Run",
  summary: "search the logic's parameters, and see what the choice is worth out of sample",
  description:
    "Replays the logic with many values of its parameters (Param in the SDK, ranges in weightkit.json) on the same history. The first number printed is the honest one: the gain if each choice had known only the truths that were available before the sets it is tested on. The best values in hindsight come second, with how much luck alone would explain.\n\nFinished replays are kept in --store, by what they depend on. An interrupted sweep resumes where it stopped, and nothing is computed twice. --shard divides the work among machines; `weightkit merge` puts the shards together.",
  args: sweepArguments,
  options: sweepOptions,
  examples: [
    { command: "weightkit sweep", explains: "try 64 parameter sets on the project's history" },
    {
      command: "weightkit sweep --method grid --steps 7 --only alpha",
      explains: "try seven values of one parameter",
    },
    {
      command: "weightkit sweep --shard 2/8 --store shared/sweep",
      explains: "compute the second of eight parts",
    },
  ],
  run: async (values, context) => (await import("./run.js")).runSweepCommand(values, context),
});
