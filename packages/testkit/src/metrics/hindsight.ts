import { Sum } from "./sum.js";

/** One worker against the combination, on the sets that the worker took part in. */
export interface WorkerAccuracy {
  readonly workerId: number;
  /** Sets with the worker's inference and a truth. */
  readonly sets: number;
  /** Mean absolute error of the worker. */
  readonly error: number;
  /** Mean absolute errors of the combination and of the equal mean on the same sets. */
  readonly combination: number;
  readonly mean: number;
  /** Mean error, inference minus truth. */
  readonly bias: number;
}

/** Adds up workers' errors beside the combination's on the same sets. */
export class WorkerErrors {
  readonly #rows = new Map<number, { own: Sum; combination: Sum; mean: Sum; signed: Sum }>();

  /** One inference. Errors are value minus truth. */
  add(workerId: number, error: number, combination: number, mean: number): void {
    let row = this.#rows.get(workerId);
    if (row === undefined) {
      row = { own: new Sum(), combination: new Sum(), mean: new Sum(), signed: new Sum() };
      this.#rows.set(workerId, row);
    }
    row.own.add(Math.abs(error));
    row.combination.add(Math.abs(combination));
    row.mean.add(Math.abs(mean));
    row.signed.add(error);
  }

  /** In order of the workers' ids. */
  result(): WorkerAccuracy[] {
    return [...this.#rows]
      .sort(([a], [b]) => a - b)
      .map(([workerId, { own, combination, mean, signed }]) => ({
        workerId,
        sets: own.count,
        error: own.mean ?? 0,
        combination: combination.mean ?? 0,
        mean: mean.mean ?? 0,
        bias: signed.mean ?? 0,
      }));
  }
}

/**
 * The best single worker in hindsight: whoever would have gained the most over the combination, per set, by being followed
 * alone: the largest combination - error. Workers miss sets, and errors differ between easy and hard sets, so everyone is
 * compared with the combination on their own sets, never by bare errors.
 *
 * @param least Fewest sets that a worker must have taken part in: an explicit choice, since one lucky set proves nothing.
 * @returns null when no worker has that many. Of equals the one with more sets, then the first.
 */
export function bestInHindsight(
  workers: readonly WorkerAccuracy[],
  least: number,
): WorkerAccuracy | null {
  let best: WorkerAccuracy | null = null;
  for (const worker of workers) {
    if (worker.sets < least) continue;
    const more = best === null ? 1 : regret(worker) - regret(best);
    if (best === null || more > 0 || (more === 0 && worker.sets > best.sets)) best = worker;
  }
  return best;
}

/**
 * Regret of the combination to a worker, mean(|combination error|) - mean(|worker's error|) on the worker's sets, in the unit of
 * the values: negative when the combination was better than the worker.
 *
 * Source: N. Cesa-Bianchi and G. Lugosi, Prediction, Learning, and Games (2006), section 2.1 (per round, absolute loss).
 */
export function regret(worker: WorkerAccuracy): number {
  return worker.combination - worker.error;
}
