import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { summarizeHistory } from "@weightkit/testkit/internal/history/summary";
import type { Context } from "../../../core/command.js";
import { historySettings } from "../../../settings/history-settings.js";
import { namedWorkers, readGivenHistory, showWarnings } from "../../../settings/read-history.js";
import type { SummaryValues } from "./options.js";
import { summaryText } from "./output.js";

export async function runSummary(values: SummaryValues, { ui, cwd }: Context): Promise<ExitCode> {
  const settings = historySettings(values, cwd);
  const history = await readGivenHistory(settings, { topics: values.topic }, { ui, cwd });
  const { names, warnings } = namedWorkers(settings, history, cwd);
  showWarnings(warnings, ui);
  const topics = history.topics.map(summarizeHistory);
  if (values.json) ui.json({ format: "weightkit.history", version: 1, ok: true, topics });
  else {
    const width = ui.tableWidth;
    ui.result(topics.map((topic) => summaryText(topic, names, width, ui.out)).join("\n\n"));
  }
  return ExitCode.ok;
}
