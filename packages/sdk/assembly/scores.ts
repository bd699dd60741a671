import { PerWorker } from "./per-worker";

/** A number from 0 to 1 for each worker that was scored in this round. */
export class Scores extends PerWorker {
  /**
   * Turns shares of loss (less is better, summing to 1) into shares of merit (more is better, summing to 1):
   * (1 - share) / (n - 1) for n workers. A lone worker gets 1.
   */
  inverted(): Scores {
    const result = new Scores(this.workers);
    const others = this.count() - 1;
    for (let worker = 0; worker < this.length; worker++) {
      if (this.has(worker)) result.set(worker, others ? (1 - this.get(worker)) / <f64>others : 1);
    }
    return result;
  }
}
