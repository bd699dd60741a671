import { count } from "@weightkit/testkit/internal/report/text/numbers";
import { ExitCode, exitCodeOf } from "@weightkit/testkit/internal/errors/exit-code";
import type { Context } from "../../core/command.js";
import { appendRecording } from "../../settings/http.js";
import { networkRound } from "../../settings/round-settings.js";
import { loadTarget } from "../../settings/target.js";
import { showGuest } from "../run/output.js";
import { runPayload } from "../run/payload.js";
import type { RecordValues } from "./options.js";

export async function runRecord(values: RecordValues, { ui, cwd }: Context): Promise<ExitCode> {
  const { path, out } = values;
  const target = await loadTarget(path, { ui, cwd });
  const result = await runPayload(networkRound(values, target), target, { ui, cwd });
  const { notes, recording, failure } = result;
  for (const note of notes) ui.warn(note);
  showGuest(result, ui);
  const total = appendRecording(out, recording, cwd);
  ui.result(`recorded ${count(recording.length)} of ${count(total)} exchanges in ${out}`);
  return failure === null ? ExitCode.ok : exitCodeOf(failure.exit);
}
