import { commit } from "./commit";
import { PerWorker } from "./per-worker";
import { Scores } from "./scores";

/** How much each worker is trusted: fractions of 1. A worker may have none, which differs from having 0. */
export class Weights extends PerWorker {
  /**
   * Exponential moving average: alpha * score + (1 - alpha) * weight.
   * A worker without a score keeps its weight; one without a weight starts from 0.
   * @param alpha how much this round counts, 0 to 1
   */
  ema(scores: Scores, alpha: f64): Weights {
    if (!(alpha >= 0 && alpha <= 1)) throw new RangeError("ema: alpha must lie between 0 and 1");
    const next = new Weights(this.workers);
    for (let worker = 0; worker < this.length; worker++) {
      const weight = this.get(worker);
      if (scores.has(worker)) next.set(worker, alpha * scores.get(worker) + (1 - alpha) * weight);
      else if (this.has(worker)) next.set(worker, weight);
    }
    return next;
  }

  /**
   * Ends the round: prints the weights, scaled to sum to 1, as the one JSON object that the chain reads. Call it once, last.
   * Fails, printing nothing, when a weight is negative, infinite or NaN, or when all are 0 (which would remove everyone).
   */
  commit(): void {
    commit(this);
  }
}
