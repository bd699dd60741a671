import { Losses } from "../losses";
import { PerWorker } from "../per-worker";
import { Scores } from "../scores";
import { capShares } from "./cap";
import { ranks as rankShares } from "./ranks";
import { copyInto, scaleTo } from "./scale";
import { softmax as softmaxShares } from "./softmax";
import { sparsemax as sparsemaxShares } from "./sparsemax";

/**
 * Turns numbers into scores from 0 to 1. Workers without a number get no score. The direction follows the type: less is better for
 * `Losses`, more is better for anything else; where only one direction makes sense, the other does not compile. Finite for all
 * finite numbers, and independent of the order of workers in the payload. A parameter out of range ends the run.
 */
export namespace Normalize {
  /**
   * Shares of the sum: v / sum of all v. Negative numbers count as 0; when all are 0, everyone gets the same.
   *
   * When: the numbers are already amounts of merit. Gamed: an owner of several workers gets several shares.
   */
  export function sum<T extends PerWorker>(merits: T): Scores {
    if (idof<T>() == idof<Losses>())
      ERROR("Normalize.sum would reward the largest loss: use losses.normalized().inverted()");
    const scores = new Scores(merits.workers);
    copyInto(merits, scores);
    scaleTo(scores, 1);
    return scores;
  }

  /**
   * Relative to the largest: v / max v, so that the best gets 1. Does not sum to 1. Negative numbers count as 0; when all are 0, everyone
   * gets 1.
   *
   * When: a score should show how close a worker is to the best, not how many others there are. Gamed: a second name for the same worker
   * gets the same score again.
   */
  export function max<T extends PerWorker>(merits: T): Scores {
    if (idof<T>() == idof<Losses>())
      ERROR(
        "Normalize.max would reward the largest loss: use Normalize.softmax or Normalize.ranks",
      );
    const scores = new Scores(merits.workers);
    const most = merits.max();
    for (let worker = 0; worker < merits.length; worker++) {
      if (!merits.has(worker)) continue;
      const merit = merits.get(worker);
      scores.set(worker, most > 0 ? (merit > 0 ? merit / most : 0) : 1);
    }
    return scores;
  }

  /**
   * Softmax, exp(v / temperature) / sum of all exp(v / temperature), with -v for losses (Bridle 1990; the weights of Hedge after a
   * single round). Computed relative to the best, so that nothing overflows. Sums to 1.
   *
   * When: the best should get clearly more, the others something. At a difference of one temperature, the better worker gets 2.72 times as
   * much. Gamed: a low temperature invites bold answers, since only the top pays.
   * @param temperature above 0, in the unit of the numbers
   */
  export function softmax(values: PerWorker, temperature: f64): Scores {
    return softmaxShares(values, temperature);
  }

  /**
   * Shares by rank: the best of n gets n points, the next n - 1, the last 1, divided by the sum of all points; ties get the average of
   * theirs (Borda 1781). Sums to 1.
   *
   * When: losses have outliers, or their size means little. Gamed: being best by a hair pays as much as by a mile, and a crowd of bad copies
   * lifts the rank of everybody above them.
   */
  export function ranks(values: PerWorker): Scores {
    return rankShares(values);
  }

  /**
   * Sparsemax: the point of the probability simplex nearest to v / temperature (Martins & Astudillo 2016, algorithm 1), with -v for
   * losses. Sums to 1. A worker one temperature or more below the best gets exactly 0, and committing a 0 removes the worker.
   *
   * When: weak workers should get nothing rather than little. Gamed: as `softmax`, and more so; give newcomers a share
   * (`Weights.newcomers`), or nobody comes back.
   * @param temperature above 0, in the unit of the numbers
   */
  export function sparsemax(values: PerWorker, temperature: f64): Scores {
    return sparsemaxShares(values, temperature);
  }

  /**
   * Shares of the sum, none above `most`: the excess goes to the others in proportion, until nobody is above. When so few workers have
   * a number that the caps cannot sum to 1, all get the same.
   *
   * When: no single worker may decide the topic's answer. Gamed: an owner of several workers has several caps.
   * @param most above 0, up to 1
   */
  export function capped<T extends PerWorker>(merits: T, most: f64): Scores {
    if (idof<T>() == idof<Losses>())
      ERROR("Normalize.capped would reward the largest loss: use losses.normalized().inverted()");
    const scores = new Scores(merits.workers);
    copyInto(merits, scores);
    capShares(scores, most);
    return scores;
  }
}
