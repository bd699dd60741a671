import { PerWorker } from "../per-worker";
import { Losses } from "../losses";
import { Worker } from "../workers";
import { precisionOf } from "./precision";
import { redistribute, sharesOf } from "./shares";

/** See `Weights.medianDistance`. */
export function medianDistance(weights: PerWorker, distances: Losses, least: f64): PerWorker {
  const shares = sharesOf(weights);
  const scored = new PerWorker(shares.workers);
  for (let worker: Worker = 0; worker < shares.length; worker++) {
    if (distances.has(worker) && shares.get(worker) > 0) scored.set(worker, distances.get(worker));
  }
  const merits = precisionOf(scored, least);
  for (let worker: Worker = 0; worker < shares.length; worker++) {
    if (merits.has(worker)) merits.set(worker, merits.get(worker) * shares.get(worker));
  }
  return redistribute(shares, merits);
}
