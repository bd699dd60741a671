import type { SummaryOptions } from "../../metrics/summary-options.js";
import type { TopicPlan } from "../../replay/plan.js";
import { DEFAULT_LIMITS } from "../../runtime/limits.js";
import { lostItsThread } from "../../runtime/lost-outcome.js";
import { WeightkitError } from "../../errors/weightkit-error.js";
import type { WorkerPool } from "../../threads/pool.js";
import type { Cell, CellResult } from "./cell.js";
import { cellJob } from "./cell-job.js";
import type { CellStore } from "./cell-store.js";
import { historyUntil } from "./history-until.js";

export interface RunCellsOptions {
  readonly pool: WorkerPool;
  readonly measures: SummaryOptions;
  readonly store: CellStore;
  /** One a topic. */
  readonly plans: readonly TopicPlan[];
  /** Values of parameters of a parameter set, by name. */
  readonly valuesOf: (set: number) => ReadonlyMap<string, number>;
  /** Called after each cell, and once before the first. */
  readonly onProgress: (progress: SweepProgress) => void;
}

export interface SweepProgress {
  /** Cells that were to be computed, and how many of them are done. */
  readonly cells: number;
  readonly done: number;
  /** Cells that were there already. */
  readonly kept: number;
}

/** Cells in a job: few enough that all threads end together. */
const MAX_CHUNK = 16;

/**
 * Computes the cells that a store does not have, on all threads of a pool, and puts each there as soon as it is done. The store's content
 * does not depend on the number of threads.
 * A cell whose run hangs or takes its thread down has no losses; the others of its job go on in another thread.
 */
export async function runCells(cells: readonly Cell[], options: RunCellsOptions): Promise<void> {
  const { store, pool, onProgress } = options;
  const missing = cells.filter(
    ({ key, baseKey }) => store.result(key) === null || store.base(baseKey) === null,
  );
  const progress = { cells: missing.length, kept: cells.length - missing.length };
  let done = 0;
  onProgress({ ...progress, done });
  const chunks = chunksOf(missing, pool.size);
  const finished = (): void => {
    done += 1;
    onProgress({ ...progress, done });
  };
  await Promise.all(chunks.map((chunk) => runChunk(chunk, options, finished)));
}

async function runChunk(
  cells: readonly Cell[],
  options: RunCellsOptions,
  finished: () => void,
): Promise<void> {
  const { pool, measures, store, plans, valuesOf } = options;
  const [first] = cells;
  const plan = first === undefined ? undefined : plans[first.topic];
  if (first === undefined || plan === undefined) return;
  const history = first.until === null ? plan.history : historyUntil(plan.history, first.until);
  const waiting = new Map(cells.map((cell) => [cell.key, cell] as const));
  const keep = (key: string, result: CellResult, base: Parameters<CellStore["keep"]>[2]): void => {
    const cell = waiting.get(key);
    if (cell === undefined) return;
    waiting.delete(key);
    store.keep(cell, result, base);
    finished();
  };
  const { milliseconds } = plan.limits ?? DEFAULT_LIMITS;
  try {
    const inputs = cells.map(({ key, seed, set }) => ({ key, seed, values: valuesOf(set) }));
    await pool.run(
      cellJob,
      { plan: { ...plan, history }, measures, cells: inputs },
      {
        runMilliseconds: milliseconds,
        onMessage: ({ key, result, base }) => {
          keep(key, result, base);
        },
      },
    );
  } catch (error) {
    const [lost, ...others] = waiting.values();
    if (lost === undefined || !(error instanceof WeightkitError) || !lostItsThread(error))
      throw error;
    const base = store.base(lost.baseKey) ?? NOTHING;
    keep(lost.key, { ...NO_LOSSES, failure: `${error.code} ${error.message}` }, base);
    await runChunk(others, options, finished);
  }
}

const NO_LOSSES = { losses: new Float64Array(), failedRounds: 1 };
const NOTHING = {
  timestamps: new Float64Array(),
  availableAt: new Float64Array(),
  equal: new Float64Array(),
  median: null,
};

/** Cells of one topic and time together, in the order given. */
function chunksOf(cells: readonly Cell[], threads: number): Cell[][] {
  const size = Math.max(1, Math.min(MAX_CHUNK, Math.ceil(cells.length / (4 * threads))));
  const chunks: Cell[][] = [];
  for (const cell of cells) {
    const last = chunks.at(-1);
    const [first] = last ?? [];
    const together = first?.baseKey === cell.baseKey && first.topic === cell.topic;
    if (last !== undefined && together && last.length < size) last.push(cell);
    else chunks.push([cell]);
  }
  return chunks;
}
