import { ExitCode } from "@weightkit/testkit/errors/exit-code";
import { jsonOption, type Command } from "./command.js";
import { historyOptions } from "./history-options.js";

export const historyCheck: Command = {
  name: "history check",
  group: "Data",
  summary: "validate a history and tell all that is wrong with it",
  description:
    "Reads inferences and truth as `weightkit replay` does and tells every fault with its row and column: broken rows, duplicates, values that are no numbers, truth known before its time. Warns about times out of order, addresses with bad checksums, topics without truth. Stops at a limit of faults.",
  args: [],
  options: [...historyOptions, jsonOption],
  examples: [
    { command: "weightkit history check", explains: "check the project's history" },
    {
      command: "weightkit history check -i 'data/*.jsonl.gz' -t truth.parquet",
      explains: "check files in other formats",
    },
  ],
  run: async (input, { ui, cwd }) => {
    const { readGivenHistory } = await import("../target/history-source.js");
    const { checkText } = await import("../ui/history-text.js");
    const history = await readGivenHistory(input, { ui, cwd });
    const topics = history.topics.map(({ topic, inferences, truth }) => ({
      topic,
      inferences: inferences.length,
      workers: inferences.workers.length,
      truths: truth.length,
    }));
    if (input.flag("json")) ui.json({ ok: true, topics, warnings: history.warnings });
    else ui.result(checkText(topics, history.warnings.length, ui.out));
    return ExitCode.ok;
  },
};
