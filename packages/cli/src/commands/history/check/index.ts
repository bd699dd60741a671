import { defineCommand } from "../../../core/define.js";
import { WHICH_HISTORY } from "../../../settings/history-options.js";
import { checkOptions } from "./options.js";

export const historyCheck = defineCommand({
  name: "history check",
  group: "Data",
  summary: "validate a history and report all that is wrong with it",
  description: `Reads inferences and truth as \`weightkit replay\` does and reports every fault with its row and column: broken rows, duplicates, values that are not numbers, truth known before its time. Warns about times out of order, addresses with bad checksums, topics without truth, workers without a name, and values that look like another unit: steadily a hundred times the truth or more, or a hundredth or less. Stops after a limited number of faults. ${WHICH_HISTORY}`,
  args: [],
  options: checkOptions,
  examples: [
    { command: "weightkit history check", explains: "check the project's history" },
    {
      command: "weightkit history check -i 'data/*.jsonl.gz' -t truth.parquet",
      explains: "check files in other formats",
    },
  ],
  run: async (values, context) => (await import("./run.js")).runCheck(values, context),
});
