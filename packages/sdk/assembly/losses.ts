import { PerWorker } from "./per-worker";
import { Scores } from "./scores";

/** What each worker lost: 0 for a perfect inference, more for a worse one. */
export class Losses extends PerWorker {
  /**
   * Each loss as a share of all losses: 0 to 1, summing to 1. When nobody lost anything, all shares are equal.
   * Still a loss: less is better. See `Scores.inverted`.
   */
  normalized(): Scores {
    const shares = new Scores(this.workers);
    // Relative to the largest first, so that no sum overflows.
    const most = this.max();
    let sum: f64 = 0;
    for (let worker = 0; worker < this.length; worker++)
      sum += most > 0 ? this.get(worker) / most : 0;
    const equal = sum > 0 ? 0 : 1 / <f64>this.count();
    for (let worker = 0; worker < this.length; worker++) {
      if (this.has(worker)) shares.set(worker, sum > 0 ? this.get(worker) / most / sum : equal);
    }
    return shares;
  }
}
