import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { jsonOption, type Command } from "../../core/command.js";
import {
  duplicateOption,
  historyOptions,
  topicOption,
  workersOption,
} from "../../settings/history-options.js";

export const historySummary: Command = {
  name: "history summary",
  group: "Data",
  summary: "show what a history is like: cadence, truth's lag, workers and their errors",
  description:
    "Sums a history up before any weight logic sees it: how often and how many answer, how long truth takes, what rounding to whole numbers would lose and which value scale prevents it, and each worker's mean absolute error. The median gap is the inference cadence to replay with.",
  args: [],
  options: [...historyOptions, duplicateOption, topicOption, workersOption, jsonOption],
  examples: [
    { command: "weightkit history summary", explains: "sum the project's history up" },
    {
      command: "weightkit history summary -i inferences.csv -t truth.csv --topic 7 --json",
      explains: "one topic of a file with several, as JSON",
    },
  ],
  run: async (input, { ui, cwd }) => {
    const { summarizeHistory } = await import("@weightkit/testkit/internal/history/summary");
    const { unknownWorkers } =
      await import("@weightkit/testkit/internal/history/warnings/unknown-workers");
    const { readGivenHistory, tellWarnings, workerNames } =
      await import("../../settings/history-source.js");
    const { summaryText } = await import("./output.js");
    const history = await readGivenHistory(input, { ui, cwd });
    const { names, file } = workerNames(input, cwd);
    if (file !== null) {
      tellWarnings({ warnings: unknownWorkers(history.topics, names, file) }, ui);
    }
    const topics = history.topics.map(summarizeHistory);
    if (input.flag("json")) ui.json({ format: "weightkit.history", version: 1, ok: true, topics });
    else {
      const width = ui.io.stdout.columns;
      ui.result(topics.map((topic) => summaryText(topic, names, width, ui.out)).join("\n\n"));
    }
    return ExitCode.ok;
  },
};
