import type { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import type { Context } from "../../core/command.js";
import { commandLine } from "../../core/shell-words.js";
import { replaySettings } from "../../settings/replay-settings.js";
import { parameterValues } from "../../settings/parameters.js";
import { loadTarget } from "../../settings/target.js";
import { replayHistory } from "./history.js";
import type { ReplayValues } from "./options.js";
import { replayExit, replayOutput } from "./output.js";
import { annotations, ReplayReports } from "./reports.js";
import { SavedRounds } from "./saved-rounds.js";

export async function runReplay(
  values: ReplayValues,
  { ui, cwd, argv, sources }: Context,
): Promise<ExitCode> {
  const { path, debug, json, logs, github, timed } = values;
  const parameters = parameterValues(values.param);
  const target = await loadTarget(path, { ui, cwd, debug, parameters });
  const settings = replaySettings(values, sources, target, cwd);
  const begun = ui.io.now();
  const reports = new ReplayReports(values, cwd);
  const saved = SavedRounds.of(values.saveRound, sources);
  const pool = new WorkerPool();
  try {
    const onFact = reports.add.bind(reports);
    const results = await replayHistory(target, settings, {
      ...{ ui, cwd, logs, pool, onFact },
      saving:
        saved === null ? null : { selection: saved.selection, onRound: saved.add.bind(saved) },
    });
    const files = await reports.finish(results, settings, {
      command: commandLine(argv),
      ...(timed ? { milliseconds: ui.io.now() - begun } : {}),
    });
    const notes = saved?.write(cwd) ?? [];
    ui.result(replayOutput(results, json, ui));
    for (const file of files) ui.note(`wrote ${file}`);
    for (const note of notes) ui.note(note);
    if (github) ui.note(annotations(results).trimEnd());
    if (results.difference !== null) throw results.difference;
    return replayExit(results);
  } finally {
    reports.abandon();
    // Last of all: whatever becomes of the threads, the results are out.
    await pool.close();
  }
}
