import { UnitSum } from "../math/unit-sum";
import { copyInto, scaleTo } from "../normalize/scale";
import { PerWorker } from "../per-worker";
import { Worker } from "../workers";

/** A copy of the weights, scaled to sum to 1. */
export function sharesOf(weights: PerWorker): PerWorker {
  const shares = new PerWorker(weights.workers);
  copyInto(weights, shares);
  scaleTo(shares, 1);
  return shares;
}

/**
 * The shares, with those who have a merit sharing, in proportion to it, what they had together; everybody else keeps theirs
 * ("specialists": Freund, Schapire, Singer & Warmuth 1997).
 */
export function redistribute(shares: PerWorker, merits: PerWorker): PerWorker {
  const kept = new UnitSum();
  for (let worker: Worker = 0; worker < shares.length; worker++) {
    if (!merits.has(worker)) kept.add(shares.get(worker));
  }
  scaleTo(merits, max<f64>(1 - kept.value, 0));
  const next = new PerWorker(shares.workers);
  for (let worker: Worker = 0; worker < shares.length; worker++) {
    if (merits.has(worker)) next.set(worker, merits.get(worker));
    else if (shares.has(worker)) next.set(worker, shares.get(worker));
  }
  return next;
}
