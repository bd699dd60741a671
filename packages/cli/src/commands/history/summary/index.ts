import { defineCommand } from "../../../core/define.js";
import { WHICH_HISTORY } from "../../../settings/history-options.js";
import { summaryOptions } from "./options.js";

export const historySummary = defineCommand({
  name: "history summary",
  group: "Data",
  summary: "summarize a history: cadence, truth's lag, workers and their errors",
  description: `Summarizes a history before any weight logic sees it: how often and how many workers answer, how long truth takes, what rounding to whole numbers would lose and which value scale prevents it, and each worker's mean absolute error. The median gap is the inference cadence to replay with. ${WHICH_HISTORY}`,
  args: [],
  options: summaryOptions,
  examples: [
    { command: "weightkit history summary", explains: "summarize the project's history" },
    {
      command: "weightkit history summary -i inferences.csv -t truth.csv --topic 7 --json",
      explains: "summarize one topic of a file with several, as JSON",
    },
  ],
  run: async (values, context) => (await import("./run.js")).runSummary(values, context),
});
