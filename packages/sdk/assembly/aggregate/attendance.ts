import { PerWorker } from "../per-worker";
import { Round } from "../round";
import { Worker } from "../workers";

/**
 * The share of the window's sets that have an inference of the worker: 0 to 1, whether or not the truth is known. No number for anyone when
 * the window is empty. Inferences that were left out count as missing. For `Weights.liveness`.
 */
export function attendance(round: Round): PerWorker {
  const counts = new PerWorker(round.workers);
  if (round.length == 0) return counts;
  for (let i = 0; i < round.length; i++) {
    const set = round.set(i);
    for (let k = 0; k < set.length; k++) counts.set(set.worker(k), counts.get(set.worker(k)) + 1);
  }
  for (let worker: Worker = 0; worker < counts.length; worker++)
    counts.set(worker, counts.get(worker) / <f64>round.length);
  return counts;
}
