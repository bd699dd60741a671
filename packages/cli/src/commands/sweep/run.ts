import { join, resolve } from "node:path";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { cellJob } from "@weightkit/testkit/internal/lab/sweep/cell-job";
import {
  FolderStore,
  MemoryStore,
  type CellStore,
} from "@weightkit/testkit/internal/lab/sweep/cell-store";
import { sweepPlan, type SweepPlan } from "@weightkit/testkit/internal/lab/sweep/plan";
import { gridSize, MAX_PARAMETER_SETS } from "@weightkit/testkit/internal/lab/sweep/space";
import type { Stage } from "@weightkit/testkit/internal/lab/sweep/stages";
import {
  runSweep,
  sweepResult,
  type SweepResult,
} from "@weightkit/testkit/internal/lab/sweep/sweep";
import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import type { Context } from "../../core/command.js";
import { usageErrors } from "../../errors/usage-errors.js";
import { shownPath } from "../../files/read.js";
import { parameterValues } from "../../settings/parameters.js";
import { pageInputs } from "../../settings/page-inputs.js";
import { offlineReplay } from "../../settings/offline-replay.js";
import { readReplayHistory, replayPlan } from "../../settings/replay-plan.js";
import { replaySettings } from "../../settings/replay-settings.js";
import { loadTarget, type Target } from "../../settings/target.js";
import type { SweepValues } from "./options.js";
import { showResult, shardText } from "./output.js";
import { damagedWarning, remaining, resumedNote } from "./remaining.js";
import { sweepParameters } from "./ranges.js";

export async function runSweepCommand(
  values: SweepValues,
  { ui, cwd, argv, sources }: Context,
): Promise<ExitCode> {
  const shard = shardOption(values.shard);
  const target = await loadTarget(values.path, {
    ...{ ui, cwd },
    parameters: parameterValues(values.param),
  });
  const parameters = sweepParameters(target, values);
  const { method, steps } = values;
  const size = method === "grid" ? gridSize(parameters, steps) : values.sets;
  if (size > MAX_PARAMETER_SETS) {
    throw fault(usageErrors.tooManySets, { sets: size, most: MAX_PARAMETER_SETS });
  }
  const settings = replaySettings(offlineReplay(values), sources, target, cwd);
  const request = {
    ...{ method, parameters, steps },
    count: values.sets,
    seeds: values.seeds,
    score: {
      training: values.training,
      tests: values.tests,
      embargo: values.embargo,
      seed: settings.seed,
    },
  };
  const folder = storeFolder(values, target, cwd);
  const pool = new WorkerPool();
  // Threads start while the history is read.
  pool.warmUp(cellJob, Math.ceil((size * values.seeds) / (shard?.count ?? 1)));
  try {
    const history = await readReplayHistory(settings, { ui, cwd });
    const replay = replayPlan(target, settings, history, { ui, cwd });
    const plan = sweepPlan(replay, settings.measures, request);
    const damaged: string[] = [];
    const store = storeIn(folder, plan, (path) => damaged.push(shownPath(path, cwd)));
    const left = remaining(() => ui.io.now());
    let isResumed = false;
    await runSweep(plan, replay, {
      ...{ pool, store, measures: settings.measures },
      ...(shard === null ? {} : { shard }),
      onProgress: (progress) => {
        const lost = damaged.splice(0);
        if (lost.length > 0) ui.warn(damagedWarning(lost));
        if (!isResumed && progress.kept > 0) {
          isResumed = true;
          ui.note(resumedNote(progress));
        }
        ui.progress.show(left(progress));
      },
    });
    const result = sweepResult(plan, store);
    if (shard !== null || !("score" in result)) return showShard(result, shard, values, ui);
    const inputs = values.html === undefined ? [] : await pageInputs(settings, null, cwd);
    return showResult(result, values, { ui, cwd, argv }, inputs);
  } finally {
    await pool.close();
  }
}

/** Prints how far the sweep is. */
function showShard(
  result: SweepResult | Stage,
  shard: Shard | null,
  { json }: SweepValues,
  ui: Context["ui"],
): ExitCode {
  const stage = "score" in result ? null : result;
  const shown = shard ?? { index: 1, count: 1 };
  if (json) ui.json({ format: "weightkit.shard", version: 1, ...shardFacts(shown, stage) });
  else ui.result(shardText(shown, stage));
  return ExitCode.ok;
}

function shardFacts(
  shard: Shard,
  stage: { readonly rung: number; readonly missing: readonly object[] } | null,
) {
  return {
    ...shard,
    complete: stage === null,
    rung: stage?.rung ?? null,
    missing: stage?.missing.length ?? 0,
  };
}

interface Shard {
  readonly index: number;
  readonly count: number;
}

/** @throws WeightkitError WK105 */
function shardOption(text: string | undefined): Shard | null {
  if (text === undefined) return null;
  const [, first = "", second = ""] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  const [index, count] = [Number(first), Number(second)];
  if (first === "" || index < 1 || index > count) {
    throw fault(usageErrors.badOptionValue, {
      option: "--shard",
      value: text,
      wanted: "I/N, I from 1 to N",
    });
  }
  return { index, count };
}

/** @throws WeightkitError WK667, WK668 */
function storeIn(
  folder: string | null,
  plan: SweepPlan,
  onDamaged: (path: string) => void,
): CellStore {
  if (folder === null) return new MemoryStore();
  const store = new FolderStore(folder, onDamaged);
  store.keepPlan(plan);
  return store;
}

function storeFolder({ store }: SweepValues, { project }: Target, cwd: string): string | null {
  if (store !== undefined) return resolve(cwd, store);
  return project === null ? null : join(project.directory, "build/sweep");
}
