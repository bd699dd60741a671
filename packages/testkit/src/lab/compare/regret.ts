import { sum } from "../../numbers/sum.js";
import { convexOracle } from "./convex-oracle.js";
import type { WorkerTable } from "./worker-losses.js";

/** Sets times workers up to which the best convex combination is looked for; beyond it takes minutes. */
export const MAX_CONVEX_CELLS = 2_000_000;

/**
 * The best that could have been done with the same workers by somebody who knew all truths; mean loss over the sets. Where a worker
 * is absent, equal weights take its place. Each comparator contains the one before it or a special case, so losses are ordered:
 * `convex` and every `shifts` are at most `expert`.
 */
export interface Oracles {
  /** Following one worker throughout. */
  readonly expert: { readonly worker: number; readonly loss: number };
  /** Fixed shares of all workers; null where combining does not combine errors, or there is too much of it. */
  readonly convex: { readonly loss: number; readonly shares: Float64Array } | null;
  /** Following one worker at a time and changing it at most `shifts` times; one a number of shifts, from 1 on. */
  readonly shifting: readonly { readonly shifts: number; readonly loss: number }[];
}

/**
 * @param shifts Largest number of changes, at least 0.
 * @returns null without sets or workers.
 */
export function oracles(table: WorkerTable, shifts: number): Oracles | null {
  const { workers, losses, errors } = table;
  const sets = workers === 0 ? 0 : losses.length / workers;
  if (sets === 0) return null;
  const totals = Array.from({ length: workers }, (_, i) => sum(column(losses, workers, i)));
  const least = totals.reduce((best, total, i) => (total < (totals[best] ?? 0) ? i : best), 0);
  const convex =
    errors === null || losses.length > MAX_CONVEX_CELLS ? null : convexOracle(errors, workers);
  return {
    expert: { worker: least, loss: (totals[least] ?? Number.NaN) / sets },
    convex: convex === null ? null : { loss: convex.loss / sets, shares: convex.shares },
    shifting: shiftingLosses(table, shifts).map((loss, i) => ({
      shifts: i + 1,
      loss: loss / sets,
    })),
  };
}

/**
 * The least total loss of following one worker at a time with at most 1, 2, ... `shifts` changes, by dynamic programming:
 * best[m][i] after a set is that set's loss of i plus the smaller of best[m][i] and min over j of best[m - 1][j] before it.
 *
 * Source: M. Herbster and M. Warmuth, "Tracking the best expert", Machine Learning 32 (1998) 151-178, for the comparator.
 */
function shiftingLosses({ workers, losses }: WorkerTable, shifts: number): number[] {
  const best = Array.from({ length: shifts + 1 }, () => new Float64Array(workers));
  for (let t = 0; t * workers < losses.length; t += 1) {
    const before = best.map((row) => row.reduce((a, b) => Math.min(a, b), Infinity));
    for (let m = shifts; m >= 0; m -= 1) {
      const row = best[m] ?? new Float64Array();
      const switched = m === 0 ? Infinity : (before[m - 1] ?? Infinity);
      for (let i = 0; i < workers; i += 1) {
        const own = losses[t * workers + i] ?? Number.NaN;
        row[i] = own + Math.min(row[i] ?? Infinity, t === 0 ? 0 : switched);
      }
    }
  }
  return best.slice(1).map((row) => row.reduce((a, b) => Math.min(a, b), Infinity));
}

function* column(values: Float64Array, width: number, i: number): Generator<number> {
  for (let at = i; at < values.length; at += width) yield values[at] ?? Number.NaN;
}
