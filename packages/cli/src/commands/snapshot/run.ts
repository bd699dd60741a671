import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { crowdJob } from "@weightkit/testkit/internal/lab/snapshot/crowd-job";
import { evaluate } from "@weightkit/testkit/internal/metrics/evaluate";
import { replay } from "@weightkit/testkit/internal/replay/run";
import { V8 } from "@weightkit/testkit/internal/runtime/engine-choice";
import { count } from "@weightkit/testkit/internal/report/text/numbers";
import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import type { Context } from "../../core/command.js";
import { snapshotErrors } from "../../errors/snapshot-errors.js";
import { usageErrors } from "../../errors/usage-errors.js";
import { MAX_INPUT, readText, shownPath } from "../../files/read.js";
import { relativePath } from "../../files/relative.js";
import { checkReplaceable } from "../../files/replaceable.js";
import { writeFiles } from "../../files/write.js";
import { readReplayHistory, replayPlan, type ReplayHistory } from "../../settings/replay-plan.js";
import { replaySettings, type ReplaySettings } from "../../settings/replay-settings.js";
import { loadTarget, type Target } from "../../settings/target.js";
import { renderError } from "../../ui/render-error.js";
import { differenceMarkdown, differences, differenceText } from "./difference.js";
import type { SnapshotValues } from "./options.js";
import { snapshotOf } from "./scenarios.js";
import type { Snapshot } from "./snapshot.js";
import { parseSnapshot, snapshotDocument, snapshotText } from "./text.js";

const FILE = "weightkit.snapshot";

export async function runSnapshot(values: SnapshotValues, context: Context): Promise<ExitCode> {
  const { ui, cwd } = context;
  const tolerance = toleranceOf(values.tolerance);
  const target = await loadTarget(values.path, context);
  const path =
    values.file === undefined
      ? join(target.project?.directory ?? cwd, FILE)
      : resolve(cwd, values.file);
  const shown = values.file === undefined ? relativePath(cwd, path) : shownPath(values.file, cwd);
  if (values.markdown !== undefined && resolve(cwd, values.markdown) === path) {
    const [one, other] = [`--markdown ${values.markdown}`, `the snapshot ${shown}`];
    const why = "One would replace the other: give --markdown another file";
    throw fault(usageErrors.conflictingOptions, { one, other, why });
  }
  if (!values.check) checkReplaceable(values.file ?? path, "a snapshot", cwd);
  if (values.check && !existsSync(path)) throw fault(snapshotErrors.noSnapshot, { file: shown });
  const recorded = values.check
    ? parseSnapshot(readText(path, "the snapshot", shown, MAX_INPUT.other), shown)
    : null;
  const snapshot = await made(values, target, context);
  const found = recorded === null ? [] : differences(recorded, snapshot, tolerance);
  if (recorded === null) {
    writeFiles(cwd, [{ name: path, bytes: Buffer.from(snapshotText(snapshot)) }]);
    ui.note(`wrote ${shown}`);
  }
  if (values.json) {
    const ok = found.length === 0;
    const document = { format: "weightkit.snapshot", version: 1, ok, file: shown };
    const scenarios = snapshotDocument(snapshot);
    ui.json({ ...document, compared: values.check, tolerance, differences: found, scenarios });
  } else if (found.length > 0) ui.result(differenceText(found, ui.out));
  else if (values.check) ui.result(`${shown} holds: ${count(sizeOf(snapshot))} values`);
  else ui.result(snapshotText(snapshot));
  if (values.markdown !== undefined) {
    const text = `${differenceMarkdown(found)}\n`;
    writeFiles(cwd, [{ name: values.markdown, bytes: Buffer.from(text) }]);
    ui.note(`wrote ${values.markdown}`);
  }
  if (found.length === 0) return ExitCode.ok;
  const args = { file: shown, different: found.length, of: sizeOf(snapshot) };
  const difference = fault(snapshotErrors.differs, args);
  ui.note(renderError(difference, ui.err, cwd, ui.errorLayout).trimEnd());
  return difference.exit;
}

function sizeOf(snapshot: Snapshot): number {
  return snapshot.reduce((sum, { entries }) => sum + entries.length, 0);
}

/** @throws WeightkitError WK105 */
function toleranceOf(given: string | undefined): number {
  if (given === undefined) return 0;
  const [, digits = "", percent] = /^(\d+(?:\.\d+)?)\s*(%)?$/.exec(given) ?? [];
  const part = digits === "" ? NaN : Number(digits) / (percent === undefined ? 1 : 100);
  if (part >= 0 && part <= 1) return part;
  throw fault(usageErrors.badOptionValue, {
    option: "--tolerance",
    value: given,
    wanted: "a part from 0 to 1 or a percentage to 100%, e.g. --tolerance 2%",
  });
}

async function made(
  values: SnapshotValues,
  target: Target,
  { ui, cwd, sources }: Context,
): Promise<Snapshot> {
  const settings = replaySettings({ ...values, ...ALWAYS }, sources, target, cwd);
  const history = await readReplayHistory(settings, { ui, cwd });
  const plan = replayPlan(target, settings, history, { ui, cwd });
  const memory = new Map<string, number>();
  let topic = "";
  const pool = new WorkerPool();
  try {
    const onWarning = (sentence: string): void => {
      ui.warn(sentence);
    };
    const facts = replay(plan, { pool, engine: V8, sources: settings.sources, onWarning });
    const evaluation = await evaluate(facts, settings.measures, (fact) => {
      if (fact.kind === "started") ({ topic } = fact);
      if (fact.kind !== "round" && fact.kind !== "second") return;
      memory.set(topic, Math.max(memory.get(topic) ?? 0, fact.memoryPages));
      ui.progress.show(`replaying: round ${fact.index + 1}`);
    });
    // Each run has the engine's own timer, so the watchdog has nothing to look for.
    const crowds = await pool.run(crowdJob, subjectOf(target, settings, history), {
      runMilliseconds: Infinity,
      onMessage: (workers) => {
        ui.progress.show(`running a round of ${count(workers)} workers …`);
      },
    });
    return snapshotOf({ bytes: target.logic.bytes.length, evaluation, memory, crowds });
  } finally {
    await pool.close();
  }
}

/** A snapshot is of V8, without the network. */
const ALWAYS = {
  engine: "v8",
  crossCheck: undefined,
  head: undefined,
  subgroup: undefined,
  functionId: undefined,
  concurrency: 1,
  live: false,
  recording: undefined,
  workers: undefined,
  consume: [],
  turned: [],
  horizon: undefined,
  bestWorkerPart: 0.5,
} as const;

function subjectOf(target: Target, settings: ReplaySettings, { cadences }: ReplayHistory) {
  const { limits, runtime, topic, permissions, route, values } = settings;
  return {
    ...{ logic: target.logic, limits, runtime, route, cadences },
    scene: { topic, permissions, env: target.env, stdinMode: target.stdinMode },
    values: values.model,
    valueScale: values.scale,
    declared: { holds: [], exceptions: {}, sum: null, wasmBytes: null },
  };
}
