import { exp } from "../math/exp";
import { log } from "../math/log";
import { PerWorker } from "../per-worker";
import { Worker } from "../workers";
import { redistribute, sharesOf } from "./shares";

/** weight * exp(-rate * loss), scaled so that those who were scored keep what they had together. @param rate at least 0 */
export function multiplied(weights: PerWorker, losses: PerWorker, rate: f64): PerWorker {
  const shares = sharesOf(weights);
  return weighed(shares, shares, losses, rate);
}

/** The same with weight^memory in place of the weight, at rate 1. @param memory 0 to 1 */
export function averaged(weights: PerWorker, losses: PerWorker, memory: f64): PerWorker {
  const shares = sharesOf(weights);
  const priors = new PerWorker(shares.workers);
  for (let worker: Worker = 0; worker < shares.length; worker++) {
    if (shares.get(worker) > 0) priors.set(worker, exp(memory * log(shares.get(worker))));
  }
  return weighed(shares, priors, losses, 1);
}

function weighed(shares: PerWorker, priors: PerWorker, losses: PerWorker, rate: f64): PerWorker {
  let least = Infinity;
  for (let worker: Worker = 0; worker < shares.length; worker++) {
    if (losses.has(worker) && priors.get(worker) > 0) least = min(least, losses.get(worker));
  }
  const merits = new PerWorker(shares.workers);
  for (let worker: Worker = 0; worker < shares.length; worker++) {
    if (!losses.has(worker) || !(priors.get(worker) > 0)) continue;
    // Relative to the least loss, so that the best never vanishes. The difference of two doubles may overflow.
    const regret = min(losses.get(worker) - least, f64.MAX_VALUE);
    merits.set(worker, priors.get(worker) * exp(-rate * regret));
  }
  return redistribute(shares, merits);
}
