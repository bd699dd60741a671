import { ExitCode, exitCodeOf } from "@weightkit/testkit/internal/errors/exit-code";
import { Labels } from "@weightkit/testkit/internal/profile/labels";
import { tracedCalls } from "@weightkit/testkit/internal/profile/traced-calls";
import type { Context } from "../../core/command.js";
import { differenceFault, engineChoice } from "../../settings/engine.js";
import { roundSettings } from "../../settings/round-settings.js";
import { parameterValues } from "../../settings/parameters.js";
import { loadTarget, type Target } from "../../settings/target.js";
import { renderFailure } from "../../ui/render-failure.js";
import type { Ui } from "../../ui/ui.js";
import {
  checkFixtureOptions,
  fixtureAt,
  fixtureFault,
  fixtureNote,
  runFixture,
  type GivenFixture,
} from "./fixture.js";
import type { RunValues } from "./options.js";
import { runDocument, runNotes, showGuest } from "./output.js";
import { runPayload, type RoundResult } from "./payload.js";
import { traceText } from "./trace.js";

export async function runOnce(values: RunValues, context: Context): Promise<ExitCode> {
  const { ui, cwd, sources } = context;
  const given = fixtureAt(values.path, cwd);
  checkFixtureOptions(given, sources);
  if (given !== null) return await repeatFixture(given, values, context);
  const { path, debug, json } = values;
  const parameters = parameterValues(values.param);
  const target = await loadTarget(path, { ui, cwd, debug, parameters });
  const settings = roundSettings(values, target, cwd, engineChoice(values, target));
  const result = await runPayload(settings, target, { ui, cwd, profile: values.trace });
  const { outcome, failure } = result;
  showRound(result, target, values.trace, ui);
  if (json) ui.json({ ...runDocument(result), ...tracePart(result, target) });
  else {
    ui.note(runNotes(result, ui.err));
    ui.bytes(outcome.stdout);
  }
  const difference = differenceFault(result.differences);
  if (difference !== null) throw difference;
  return failure === null ? ExitCode.ok : exitCodeOf(failure.exit);
}

/** What the logic wrote and why it failed; with --trace in the round's trace. */
function showRound(result: RoundResult, { logic }: Target, traced: boolean, ui: Ui): void {
  if (!traced) {
    showGuest(result, ui);
    return;
  }
  ui.note(traceText(result, logic, ui.err, ui.io.stderr.columns).join("\n"));
  if (result.failure !== null)
    ui.note(renderFailure(result.failure, ui.err, ui.errorLayout).trimEnd());
}

/** The calls for `--json`, where they were recorded. */
function tracePart({ outcome }: RoundResult, { logic }: Target): object {
  const { profile } = outcome;
  return profile === undefined ? {} : { calls: tracedCalls(profile, new Labels(logic, profile)) };
}

/** Repeats a saved round; exit code 5 when it differs, else that of a failure, which the round may be saved for. */
async function repeatFixture(
  given: GivenFixture,
  values: RunValues,
  { ui, cwd }: Context,
): Promise<ExitCode> {
  const target = await loadTarget(values.logic, { ui, cwd, debug: values.debug });
  const result = await runFixture(given, target, engineChoice(values, target), values.trace);
  const { outcome, failure } = result;
  const differs = fixtureFault(given, result);
  showRound(result, target, values.trace, ui);
  if (values.json) {
    const { file } = given;
    const fixture = { file, differences: result.fixtureDifferences };
    const document = { ...runDocument(result), ...tracePart(result, target) };
    ui.json({ ...document, ok: failure === null && differs === null, fixture });
  } else {
    ui.note(runNotes(result, ui.err));
    ui.bytes(outcome.stdout);
  }
  if (differs === null) ui.note(fixtureNote(given, target));
  else if (!values.json) throw differs;
  const difference = differenceFault(result.differences);
  if (difference !== null) throw difference;
  if (differs !== null) return ExitCode.differs;
  return failure === null ? ExitCode.ok : exitCodeOf(failure.exit);
}
