import { ExitCode, exitCodeOf } from "@weightkit/testkit/internal/errors/exit-code";
import type { Context } from "../../core/command.js";
import { differenceFault, engineChoice } from "../../settings/engine.js";
import { roundSettings } from "../../settings/round-settings.js";
import { loadTarget } from "../../settings/target.js";
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
import { runPayload } from "./payload.js";

export async function runOnce(values: RunValues, context: Context): Promise<ExitCode> {
  const { ui, cwd, sources } = context;
  const given = fixtureAt(values.path, cwd);
  checkFixtureOptions(given, sources);
  if (given !== null) return await repeatFixture(given, values, context);
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

/** Repeats a saved round; exit code 5 when it differs, else that of a failure, which the round may be saved for. */
async function repeatFixture(
  given: GivenFixture,
  values: RunValues,
  { ui, cwd }: Context,
): Promise<ExitCode> {
  const target = await loadTarget(values.logic, { ui, cwd, debug: values.debug });
  const result = await runFixture(given, target, engineChoice(values));
  const { outcome, failure } = result;
  const differs = fixtureFault(given, result);
  showGuest(result, ui);
  if (values.json) {
    const { file } = given;
    const fixture = { file, differences: result.fixtureDifferences };
    ui.json({ ...runDocument(result), ok: failure === null && differs === null, fixture });
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
