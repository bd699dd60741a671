import { setFlagsFromString } from "node:v8";
import type { SummaryOptions } from "../../metrics/summary-options.js";
import type { TopicPlan } from "../../replay/plan.js";
import { DEFAULT_LIMITS } from "../../runtime/limits.js";
import { lostItsThread } from "../../runtime/lost-outcome.js";
import type { WorkerPool } from "../../threads/pool.js";
import { NO_ANSWERS } from "../answers.js";
import type { Cell } from "./cell.js";
import { cellJob, type CellDone } from "./cell-job.js";
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

/** Cells of one topic and time, which threads take one after the other until none is left. */
interface CellQueue {
  readonly plan: TopicPlan;
  readonly cells: readonly Cell[];
  /** How many were taken. */
  readonly taken: Int32Array;
  /** How many threads take from it now. */
  threads: number;
}

/**
 * Computes the cells that a store does not have, on all threads of a pool, and puts each there as soon as it is done. The store's content
 * does not depend on the number of threads.
 * A cell whose run hangs or takes its thread down has no losses; the others go on in another thread.
 */
export async function runCells(cells: readonly Cell[], options: RunCellsOptions): Promise<void> {
  const { pool, onProgress } = options;
  collectLess();
  const missing = missingOf(cells, options);
  const progress = { cells: missing.length, kept: cells.length - missing.length };
  let done = 0;
  onProgress({ ...progress, done });
  const keep = (cell: Cell, { result, base }: Pick<CellDone, "result" | "base">): void => {
    options.store.keep(cell, result, base);
    done += 1;
    onProgress({ ...progress, done });
  };
  // A thread that is ended may take finished cells with it that it had sent already.
  for (let left = missing; left.length > 0; left = missingOf(left, options)) {
    const queues = queuesOf(left, options.plans);
    const threads = Array.from({ length: Math.min(pool.size, left.length) }, () =>
      workOff(queues, options, keep),
    );
    await Promise.all(threads);
  }
}

/**
 * Lets heaps grow to four times what lives in them before they are collected. A thread's heap is small, and each run leaves an instance
 * that only a full collection frees: V8 would make one every other replay, in threads that compete with ours.
 */
function collectLess(): void {
  if (process.versions.v8.startsWith("11.")) setFlagsFromString("--heap-growing-percent=300");
}

type Keep = (cell: Cell, done: Pick<CellDone, "result" | "base">) => void;

function missingOf(
  cells: readonly Cell[],
  { store }: Pick<RunCellsOptions, "store">,
): readonly Cell[] {
  return cells.filter(
    ({ key, baseKey }) => store.result(key) === null || store.base(baseKey) === null,
  );
}

function queuesOf(cells: readonly Cell[], plans: readonly TopicPlan[]): CellQueue[] {
  const groups = new Map<string, [Cell, ...Cell[]]>();
  for (const cell of cells) {
    const place = `${cell.topic} ${cell.baseKey}`;
    const group = groups.get(place);
    if (group === undefined) groups.set(place, [cell]);
    else group.push(cell);
  }
  return [...groups.values()].flatMap((group) => {
    const [{ topic, until }] = group;
    const plan = plans[topic];
    if (plan === undefined) return [];
    const history = until === null ? plan.history : historyUntil(plan.history, until);
    const taken = new Int32Array(new SharedArrayBuffer(4));
    return [{ plan: { ...plan, history }, cells: group, taken, threads: 0 }];
  });
}

/** One thread's work: from queue to queue, first those that no other thread is at. */
async function workOff(
  queues: readonly CellQueue[],
  options: RunCellsOptions,
  keep: Keep,
): Promise<void> {
  for (;;) {
    const queue = queues
      .filter(({ cells, taken }) => Atomics.load(taken, 0) < cells.length)
      .sort((a, b) => a.threads - b.threads)[0];
    if (queue === undefined) return;
    queue.threads += 1;
    try {
      await runQueue(queue, options, keep);
    } finally {
      queue.threads -= 1;
    }
  }
}

async function runQueue(
  { plan, cells, taken }: CellQueue,
  { pool, measures, store, valuesOf }: RunCellsOptions,
  keep: Keep,
): Promise<void> {
  const byKey = new Map(cells.map((cell) => [cell.key, cell] as const));
  const inputs = cells.map(({ key, seed, set }) => ({ key, seed, values: valuesOf(set) }));
  const current = new Int32Array(new SharedArrayBuffer(4)).fill(-1);
  const { milliseconds } = plan.limits ?? DEFAULT_LIMITS;
  const unkept = new AbortController();
  try {
    await pool.run(
      cellJob,
      { plan, measures, cells: inputs, taken, current },
      {
        runMilliseconds: milliseconds,
        signal: unkept.signal,
        onMessage: ({ key, ...done }) => {
          const cell = byKey.get(key);
          if (cell === undefined) return;
          try {
            keep(cell, done);
          } catch (error) {
            // Nobody awaits a message: the job ends with what went wrong.
            unkept.abort(error);
          }
        },
      },
    );
  } catch (error) {
    const lost = cells[Atomics.load(current, 0)];
    if (lost === undefined || !lostItsThread(error)) throw error;
    if (store.result(lost.key) !== null) return;
    const result = { ...NO_LOSSES, failure: `${error.code} ${error.message}` };
    keep(lost, { result, base: store.base(lost.baseKey) ?? NOTHING });
  }
}

const NO_LOSSES = { losses: new Float64Array(), rounds: 1, failedRounds: 1 };
const NOTHING = {
  timestamps: new Float64Array(),
  availableAt: new Float64Array(),
  equal: new Float64Array(),
  median: null,
  answers: NO_ANSWERS,
};
