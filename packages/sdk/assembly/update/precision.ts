import { PerWorker } from "../per-worker";
import { mistake } from "../trap";
import { Worker } from "../workers";

/**
 * 1 / max(variance, least) for everyone who has a variance, relative to the largest: 0 to 1, the best exactly 1. When the smallest
 * variance is 0, those who have it get 1 and the others 0.
 */
export function precisionOf(variances: PerWorker, least: f64): PerWorker {
  if (!(least >= 0 && least < Infinity))
    mistake("the least believable variance must be at least 0");
  let smallest = Infinity;
  for (let worker: Worker = 0; worker < variances.length; worker++) {
    if (variances.has(worker)) smallest = min(smallest, max(variances.get(worker), least));
  }
  const precisions = new PerWorker(variances.workers);
  for (let worker: Worker = 0; worker < variances.length; worker++) {
    if (!variances.has(worker)) continue;
    const variance = max(variances.get(worker), least);
    precisions.set(worker, variance > 0 ? smallest / variance : 1);
  }
  return precisions;
}
