import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { jsonOption, type Command } from "../../core/command.js";
import {
  duplicateOption,
  historyOptions,
  valueKindOption,
  workersOption,
} from "../../settings/history-options.js";

export const historyCheck: Command = {
  name: "history check",
  group: "Data",
  summary: "validate a history and tell all that is wrong with it",
  description:
    "Reads inferences and truth as `weightkit replay` does and tells every fault with its row and column: broken rows, duplicates, values that are no numbers, truth known before its time. Warns about times out of order, addresses with bad checksums, topics without truth, workers without a name, and values that look like another unit: a hundred times the truth or more (or a hundredth or less), steadily. Stops at a limit of faults.",
  args: [],
  options: [...historyOptions, duplicateOption, workersOption, valueKindOption, jsonOption],
  examples: [
    { command: "weightkit history check", explains: "check the project's history" },
    {
      command: "weightkit history check -i 'data/*.jsonl.gz' -t truth.parquet",
      explains: "check files in other formats",
    },
  ],
  run: async (input, { ui, cwd }) => {
    const { areNumbers, readGivenHistory, tellWarnings, workerNames } =
      await import("../../settings/history-source.js");
    const { historyWarnings } =
      await import("@weightkit/testkit/internal/history/warnings/history-warnings");
    const { unknownWorkers } =
      await import("@weightkit/testkit/internal/history/warnings/unknown-workers");
    const { checkText } = await import("./output.js");
    const history = await readGivenHistory(input, { ui, cwd });
    const { names, file } = workerNames(input, cwd);
    const also = [
      ...(file === null ? [] : unknownWorkers(history.topics, names, file)),
      ...historyWarnings(history.topics, areNumbers(input, cwd)),
    ];
    tellWarnings({ warnings: also }, ui);
    const warnings = [...history.warnings, ...also];
    const topics = history.topics.map(({ topic, inferences, truth }) => ({
      topic,
      inferences: inferences.length,
      workers: inferences.workers.length,
      truths: truth.length,
    }));
    if (input.flag("json")) ui.json({ ok: true, topics, warnings });
    else ui.result(checkText(topics, warnings.length, ui.out));
    return ExitCode.ok;
  },
};
