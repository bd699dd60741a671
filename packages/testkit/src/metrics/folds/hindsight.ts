import type { WorkerScoring } from "../../kinds/score.js";
import { Column } from "../../numbers/column.js";
import { Sum } from "../../numbers/sum.js";
import { ewc } from "../statistics/ewc.js";
import { studentQuantile } from "../statistics/student-t.js";

/** One worker against the combination, on the sets that the worker took part in. */
export interface WorkerAccuracy {
  readonly workerId: number;
  /** Sets with the worker's inference and a truth. */
  readonly sets: number;
  /** Mean loss of the worker. */
  readonly loss: number;
  /** Mean losses of the weighted and of the equal combination on the same sets. */
  readonly combination: number;
  readonly equal: number;
  /** Mean error, inference minus truth; null where values have none. */
  readonly bias: number | null;
  /** The combination's loss less the worker's, by set in order of time; null where a replay has too many inferences to keep. */
  readonly differences: Float64Array | null;
}

/** More inferences than this are not kept one by one: 8 bytes each. */
const MAX_KEPT = 4_000_000;

interface Row {
  readonly own: Sum;
  readonly combination: Sum;
  readonly equal: Sum;
  readonly signed: Sum;
  readonly differences: Column;
}

/** Adds up workers' losses and the combinations' on the same sets. */
export class WorkerLosses {
  readonly #rows = new Map<number, Row>();
  readonly #mostKept: number;
  #kept = 0;

  /** @param mostKept More inferences than this are not kept one by one. */
  constructor(mostKept = MAX_KEPT) {
    this.#mostKept = mostKept;
  }

  /** One inference, and the losses of the weighted and of the equal combination of its set. */
  add(workerId: number, { loss, error }: WorkerScoring, combination: number, equal: number): void {
    let row = this.#rows.get(workerId);
    if (row === undefined) {
      row = {
        own: new Sum(),
        combination: new Sum(),
        equal: new Sum(),
        signed: new Sum(),
        differences: new Column(),
      };
      this.#rows.set(workerId, row);
    }
    this.#kept += 1;
    if (this.#kept <= this.#mostKept) row.differences.push(combination - loss);
    row.own.add(loss);
    row.combination.add(combination);
    row.equal.add(equal);
    if (error !== null) row.signed.add(error);
  }

  /** In order of the workers' ids. */
  result(): WorkerAccuracy[] {
    return [...this.#rows]
      .sort(([a], [b]) => a - b)
      .map(([workerId, { own, combination, equal, signed, differences }]) => ({
        workerId,
        sets: own.count,
        loss: own.mean ?? 0,
        combination: combination.mean ?? 0,
        equal: equal.mean ?? 0,
        bias: signed.mean,
        differences: this.#kept > this.#mostKept ? null : differences.values(),
      }));
  }
}

/**
 * The best single worker in hindsight: whoever would have gained the most over the combination, per set, by being followed
 * alone: the largest combination - loss. Workers miss sets, and losses differ between easy and hard sets, so everyone is
 * compared with the combination on their own sets, never by bare losses.
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
 * Regret of the combination to a worker, mean(combination's loss) - mean(worker's loss) on the worker's sets: negative when the
 * combination was better than the worker.
 *
 * Source: N. Cesa-Bianchi and G. Lugosi, Prediction, Learning, and Games (2006), section 2.1 (per round).
 */
export function regret(worker: WorkerAccuracy): number {
  return worker.combination - worker.loss;
}

/**
 * Interval of the regret to the best of several workers, in the unit of the losses: regret +- t_B(1 - 0.025 / K) sqrt(V / n) of the
 * differences, with K the number of workers that it was chosen among (Bonferroni), since the best of many looks better than it is.
 *
 * @param chosenAmong K, at least 1.
 * @returns null where there is no test of the differences.
 */
export function regretInterval(
  { differences }: Pick<WorkerAccuracy, "differences">,
  chosenAmong: number,
): readonly [number, number] | null {
  const test = differences === null ? null : ewc(differences);
  if (test?.testable !== true) return null;
  const half = studentQuantile(1 - 0.025 / chosenAmong, test.bandwidth) * test.standardError;
  return [test.mean - half, test.mean + half];
}
