import { defineCommand } from "../../core/define.js";
import { snapshotArguments, snapshotOptions } from "./options.js";

export const snapshot = defineCommand({
  name: "snapshot",
  group: "Run",
  summary: "write the logic's results to a small file, or compare them with it",
  description:
    "Replays the history and runs standard rounds of 0, 1, 20, 200 and 2,000 workers, and writes verdict, errors, failures, fuel, memory and size to a small text file. Commit it: a change of the logic then shows in review as changed lines.\n\n--check compares instead of writing, prints the differences and exits with code 5 if there are any. --tolerance lets errors, fuel, memory and size differ a little; verdicts and failures never may. The same inputs give the same bytes.",
  args: snapshotArguments,
  options: snapshotOptions,
  examples: [
    { command: "weightkit snapshot", explains: "write weightkit.snapshot, or update it" },
    {
      command: "weightkit snapshot --check --tolerance 2%",
      explains: "fail when something differs by more than 2%",
    },
  ],
  run: async (values, context) => (await import("./run.js")).runSnapshot(values, context),
});
