import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { historyWarnings } from "@weightkit/testkit/internal/history/warnings/history-warnings";
import type { Context } from "../../../core/command.js";
import { historySettings } from "../../../settings/history-settings.js";
import { namedWorkers, readGivenHistory, showWarnings } from "../../../settings/read-history.js";
import type { CheckValues } from "./options.js";
import { checkText } from "./output.js";

/** So many that the count of each kind is that of the file. */
const MAX_FAULTS = 10_000;

export async function runCheck(values: CheckValues, { ui, cwd }: Context): Promise<ExitCode> {
  const settings = historySettings(values, cwd);
  const history = await readGivenHistory(settings, { maxFaults: MAX_FAULTS }, { ui, cwd });
  const further = [
    ...namedWorkers(settings, history, cwd).warnings,
    ...historyWarnings(history.topics, settings.valueKind === "number"),
  ];
  showWarnings(further, ui);
  const warnings = [...history.warnings, ...further];
  const topics = history.topics.map(({ topic, inferences, truth }) => ({
    topic,
    inferences: inferences.length,
    workers: inferences.workers.length,
    truths: truth.length,
  }));
  if (values.json) ui.json({ ok: true, topics, warnings });
  else ui.result(checkText(topics, warnings.length, ui.out));
  return ExitCode.ok;
}
