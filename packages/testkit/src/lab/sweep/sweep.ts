import type { SummaryOptions } from "../../metrics/summary-options.js";
import type { ReplayPlan } from "../../replay/plan.js";
import type { WorkerPool } from "../../threads/pool.js";
import type { AnsweredSets } from "../../report/verdict-words.js";
import { shardOf } from "./cell.js";
import type { CellStore } from "./cell-store.js";
import { topicPlans, type SweepPlan } from "./plan.js";
import { runCells, type SweepProgress } from "./run-cells.js";
import { scoreSweep, skillOf, type SweepScore } from "./score.js";
import { stageOf, stagesOf, type Stage } from "./stages.js";

export interface SweepOptions {
  /** Whose threads replay; its owner closes it. */
  readonly pool: WorkerPool;
  readonly store: CellStore;
  readonly measures: SummaryOptions;
  /** Computes only this shard's cells, from 1, and of successive halving only the first rung that is not complete. */
  readonly shard?: { readonly index: number; readonly count: number };
  readonly onProgress?: (progress: SweepProgress) => void;
}

/** What is known of one parameter set. */
export interface SweptSet {
  /** Values in the order of the plan's parameters. */
  readonly values: readonly number[];
  /** Over all judged sets; null where it failed altogether, or did not get so far. */
  readonly meanLoss: number | null;
  /** 1 - mean loss / equal weights'. */
  readonly skill: number | null;
  /** Rounds that ran, over topics and seeds, and those of them that failed. */
  readonly rounds: number;
  readonly failedRounds: number;
  /** Code and text of the most frequent failure, second runs included. */
  readonly failure: string | null;
  /** The rung of successive halving that it did not survive, from 0; null where it went through. */
  readonly droppedAt: number | null;
}

export interface SweepResult {
  readonly plan: SweepPlan;
  /** Judged sets of all topics. */
  readonly timestamps: Float64Array;
  readonly meanEqual: number | null;
  /** What became of the histories' answers. */
  readonly answers: AnsweredSets;
  /** One a parameter set of the plan. */
  readonly sets: readonly SweptSet[];
  /** Its indices are those of the plan's sets. */
  readonly score: SweepScore;
}

/**
 * Computes the cells of a sweep that are not in the store. Whatever the number of threads, of shards and of interruptions, the store then
 * holds the same.
 * @throws WeightkitError as a replay does before its first round
 */
export async function runSweep(
  plan: SweepPlan,
  replay: ReplayPlan,
  { pool, store, measures, shard, onProgress = () => undefined }: SweepOptions,
): Promise<void> {
  const plans = topicPlans(replay);
  const values = plan.sets.map(
    (set) => new Map(plan.parameters.map(({ name }, i) => [name, set[i] ?? 0])),
  );
  const valuesOf = (set: number): ReadonlyMap<string, number> => values[set] ?? new Map();
  for (;;) {
    const { cells, missing } = stageOf(plan, store);
    if (missing.length === 0) return;
    const own =
      shard === undefined
        ? cells
        : cells.filter((cell) => shardOf(cell, shard.count) === shard.index);
    await runCells(own, { pool, measures, store, plans, valuesOf, onProgress });
    if (shard !== undefined) return;
  }
}

/** Copies every finished cell of a sweep to another store. */
export function copyCells(plan: SweepPlan, from: CellStore, to: CellStore): void {
  for (const cell of stagesOf(plan, from).flatMap(({ cells }) => cells)) {
    const [result, base] = [from.result(cell.key), from.base(cell.baseKey)];
    if (result !== null && base !== null) to.keep(cell, result, base);
  }
}

/** The result of a complete sweep, or the stage at which it stands. */
export function sweepResult(plan: SweepPlan, store: CellStore): SweepResult | Stage {
  const stage = stageOf(plan, store);
  const { table, dropped, alike } = stage;
  if (table === null) return stage;
  const score = scoreSweep(table, plan.score);
  const indexOf = (series: number): number => table.sets[series] ?? 0;
  const { steps } = score.walkForward;
  const { best, meanLosses } = score.inSample;
  const meanEqual = table.equal.length === 0 ? null : sumOf(table.equal) / table.equal.length;
  const sets = plan.sets.map((values, set): SweptSet => {
    const meanLoss = meanLosses[table.sets.indexOf(set)] ?? null;
    const failure = table.failures.get(set);
    return {
      values,
      meanLoss,
      skill: skillOf(meanLoss, meanEqual),
      rounds: failure?.rounds ?? 0,
      failedRounds: failure?.failed ?? 0,
      failure: failure?.first ?? null,
      droppedAt: dropped.get(set) ?? null,
    };
  });
  return {
    plan,
    timestamps: Float64Array.from(table.timestamps),
    meanEqual,
    answers: table.answers,
    sets,
    score: {
      ...score,
      walkForward: {
        ...score.walkForward,
        steps: steps.map((step) => ({ ...step, chosen: indexOf(step.chosen) })),
      },
      inSample: {
        ...score.inSample,
        best: best === null || (alike && plan.sets.length > 1) ? null : indexOf(best),
        meanLosses: sets.map(({ meanLoss }) => meanLoss),
      },
    },
  };
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, one) => sum + one, 0);
}
