import { ExitCode, exitCodeOf } from "@weightkit/testkit/internal/errors/exit-code";
import type { Context } from "../../core/command.js";
import { differenceFault, engineChoice } from "../../settings/engine.js";
import { roundSettings } from "../../settings/round-settings.js";
import { loadTarget } from "../../settings/target.js";
import type { RunValues } from "./options.js";
import { runDocument, runNotes, showGuest } from "./output.js";
import { runPayload } from "./payload.js";

export async function runOnce(values: RunValues, { ui, cwd }: Context): Promise<ExitCode> {
  const { path, debug, json } = values;
  const target = await loadTarget(path, { ui, cwd, debug });
  const settings = roundSettings(values, target, cwd, engineChoice(values));
  const result = await runPayload(settings, target, { ui, cwd });
  const { outcome, failure } = result;
  showGuest(result, ui);
  if (json) ui.json(runDocument(result));
  else {
    ui.note(runNotes(result, ui.err));
    ui.bytes(outcome.stdout);
  }
  const difference = differenceFault(result.differences);
  if (difference !== null) throw difference;
  return failure === null ? ExitCode.ok : exitCodeOf(failure.exit);
}
