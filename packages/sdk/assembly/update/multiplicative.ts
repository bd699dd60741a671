import { PerWorker } from "../per-worker";
import { Weights } from "../weights";
import { Worker } from "../workers";
import { redistribute, sharesOf } from "./shares";

/**
 * weight^memory * exp(-rate * loss), scaled so that those who were scored keep what they had together.
 * @param rate at least 0
 * @param memory 0 to 1
 */
export function multiplicative(
  weights: PerWorker,
  losses: PerWorker,
  rate: f64,
  memory: f64,
): Weights {
  const shares = sharesOf(weights);
  let least = Infinity;
  for (let worker: Worker = 0; worker < shares.length; worker++) {
    if (losses.has(worker) && shares.get(worker) > 0) least = min(least, losses.get(worker));
  }
  const merits = new PerWorker(shares.workers);
  for (let worker: Worker = 0; worker < shares.length; worker++) {
    const share = shares.get(worker);
    if (!losses.has(worker) || !(share > 0)) continue;
    // Relative to the least loss, so that the best never vanishes. The difference of two doubles may be none.
    const regret = min(losses.get(worker) - least, f64.MAX_VALUE);
    const prior = memory == 1 ? share : Math.pow(share, memory);
    merits.set(worker, prior * Math.exp(-rate * regret));
  }
  return redistribute(shares, merits);
}
