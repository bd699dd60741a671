import { Losses } from "../losses";
import { PerWorker } from "../per-worker";
import { mistake } from "../trap";
import { Worker, Workers } from "../workers";
import { Missing } from "./missing";

/** Combines the losses of a window's sets into one loss per worker. */
export class LossWindow {
  private readonly means: PerWorker;
  private readonly totals: PerWorker;

  /** @param missing the loss of a worker in a set that has no inference of it */
  constructor(
    /** The workers of the round. */
    readonly workers: Workers,
    private readonly missing: Missing,
  ) {
    this.means = new PerWorker(workers);
    this.totals = new PerWorker(workers);
  }

  /**
   * Adds a set's losses. Every worker of the round without a loss in it gets the cost of a missing one, even if it joined later. A set
   * without any losses does not count.
   * @param weight how much the set counts against others, at least 0: 1, or less with age (`Age`)
   */
  add(losses: Losses, weight: f64): void {
    if (!(weight >= 0 && weight < Infinity))
      mistake("LossWindow.add: the weight must be at least 0");
    if (weight == 0 || losses.count() == 0) return;
    const absent = this.missing.cost(losses);
    for (let worker: Worker = 0; worker < losses.length; worker++) {
      const loss = losses.has(worker) ? losses.get(worker) : absent;
      if (isNaN(loss)) continue;
      const total = this.totals.get(worker) + weight;
      const mean = this.means.get(worker);
      this.totals.set(worker, total);
      this.means.set(worker, mean + (loss - mean) * (weight / total));
    }
  }

  /** Each worker's weighted mean loss: sum of weight * loss / sum of weight. No number for workers with no loss at all. */
  mean(): Losses {
    const losses = new Losses(this.workers);
    for (let worker: Worker = 0; worker < losses.length; worker++) {
      if (this.means.has(worker)) losses.set(worker, max<f64>(this.means.get(worker), 0));
    }
    return losses;
  }

  /** Each worker's weighted sum of losses, at most the largest double: e.g. logarithmic losses for `Weights.bayes`. */
  sum(): Losses {
    const losses = this.mean();
    for (let worker: Worker = 0; worker < losses.length; worker++) {
      if (!losses.has(worker)) continue;
      losses.set(worker, min(losses.get(worker) * this.totals.get(worker), f64.MAX_VALUE));
    }
    return losses;
  }
}
