import { defineCommand } from "../../core/define.js";
import { compareArguments, compareOptions } from "./options.js";

export const compare = defineCommand({
  name: "compare",
  group: "Run",
  summary: "replay several weight logics on the same history and see which could be the best",
  description:
    "Replays every logic on the same history, clock and members, next to combinations that need no weights, and judges them on the sets that all answered. A rule is out of the race only when another has a lower loss, by more than chance, according to the same test as in `replay`, corrected for the number of pairs. This history cannot separate the rest.\n\nIt also prints each rule's regret, its mean loss above what was best in hindsight (the best worker, the best fixed shares, the best few changes of worker), in which round two logics first store different weights, and how much of the rewards that moves.\n\nHistory and settings come from options, or from the first PATH that is a project.",
  args: compareArguments,
  options: compareOptions,
  examples: [
    {
      command: "weightkit compare . rev:HEAD",
      explains: "compare the project with what was last committed",
    },
    {
      command: "weightkit compare mine=. theirs=../other/build/other.wasm --against theirs",
      explains: "compare two logics on this project's history",
    },
    {
      command: "weightkit compare a.wasm b.wasm -i inferences.csv -t truth.csv --json",
      explains: "get every loss and test as JSON",
    },
  ],
  run: async (values, context) => (await import("./run.js")).runCompare(values, context),
});
