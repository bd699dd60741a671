import { DEFAULT_LIMITS } from "../../runtime/limits.js";
import { lostItsThread } from "../../runtime/lost-outcome.js";
import type { WorkerPool } from "../../threads/pool.js";
import type { WorldResult } from "./world-fold.js";
import { worldJob, type WorldCell, type WorldPlan } from "./world-job.js";

/** Worlds in a job: many enough that a thread is not kept waiting, few enough that all threads end together. */
const MAX_WORLDS = 32;

export interface RunWorldsOptions {
  /** Whose threads replay; its owner closes it. */
  readonly pool: WorkerPool;
  /** Ends it when aborted. */
  readonly signal?: AbortSignal;
  readonly onWorld?: () => void;
}

/**
 * Replays worlds on all threads of a pool. The results do not depend on the number of threads. A world in which a run hangs or takes its
 * thread down has failed altogether: nobody has any weight in it.
 */
export async function runWorlds(
  plan: WorldPlan,
  cells: readonly WorldCell[],
  options: RunWorldsOptions,
): Promise<WorldResult[]> {
  const results = new Map<number, WorldResult>();
  const size = Math.max(1, Math.min(MAX_WORLDS, Math.ceil(cells.length / (2 * options.pool.size))));
  const chunks = Array.from({ length: Math.ceil(cells.length / size) }, (_, i) =>
    Array.from({ length: Math.min(size, cells.length - i * size) }, (__, at) => i * size + at),
  );
  const keep = (cell: number, result: WorldResult): void => {
    results.set(cell, result);
    options.onWorld?.();
  };
  await Promise.all(chunks.map((chunk) => runChunk(plan, cells, chunk, options, keep)));
  return cells.map((_, i) => results.get(i) ?? lostWorld(""));
}

async function runChunk(
  plan: WorldPlan,
  cells: readonly WorldCell[],
  chunk: readonly number[],
  options: RunWorldsOptions,
  keep: (cell: number, result: WorldResult) => void,
): Promise<void> {
  const { pool, signal } = options;
  const current = new Int32Array(new SharedArrayBuffer(4)).fill(-1);
  const { milliseconds } = plan.limits ?? DEFAULT_LIMITS;
  const chosen = chunk.flatMap((i) => cells[i] ?? []);
  try {
    await pool.run(
      worldJob,
      { plan, cells: chosen, current },
      {
        runMilliseconds: milliseconds,
        ...(signal === undefined ? {} : { signal }),
        onMessage: ({ cell, result }) => {
          keep(chunk[cell] ?? 0, result);
        },
      },
    );
  } catch (error) {
    const at = Atomics.load(current, 0);
    const lost = chunk[at];
    if (lost === undefined || !lostItsThread(error)) throw error;
    keep(lost, lostWorld(`${error.code}: ${error.message}`));
    await runChunk(plan, cells, chunk.slice(at + 1), options, keep);
  }
}

function lostWorld(failure: string): WorldResult {
  const nothing = new Float64Array();
  return {
    ...{ shares: nothing, trail: nothing, times: nothing, meanLoss: null },
    ...{ failed: 1, failure, halted: null },
  };
}
