import { defineCommand } from "../../../core/define.js";
import { WHICH_HISTORY } from "../../../settings/history-options.js";
import { convertOptions } from "./options.js";

export const historyConvert = defineCommand({
  name: "history convert",
  group: "Data",
  summary: "write a history in another format: CSV, JSON Lines or Parquet",
  description: `Reads a history in any format, checks it, and writes inferences and truth in another one. What is read back is the same history; the same history gives the same bytes. ${WHICH_HISTORY}`,
  args: [],
  options: convertOptions,
  examples: [
    {
      command: "weightkit history convert -i data.jsonl.gz -t truth.jsonl --to csv",
      explains: "write history/inferences.csv and history/truth.csv",
    },
  ],
  run: async (values, context) => (await import("./run.js")).runConvert(values, context),
});
