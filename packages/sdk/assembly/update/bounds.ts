import { capShares } from "../normalize/cap";
import { copyInto, scaleTo } from "../normalize/scale";
import { PerWorker } from "../per-worker";
import { mistake } from "../trap";
import { Worker } from "../workers";
import { sharesOf } from "./shares";

/** See `Weights.floored`. */
export function floored(weights: PerWorker, least: f64): PerWorker {
  if (!(least >= 0 && least <= 1)) mistake("floored: the floor must lie between 0 and 1");
  const shares = sharesOf(weights);
  const free = max<f64>(1 - least * <f64>shares.count(), 0);
  for (let worker: Worker = 0; worker < shares.length; worker++) {
    if (shares.has(worker)) shares.set(worker, least + free * shares.get(worker));
  }
  scaleTo(shares, 1);
  return shares;
}

/** See `Weights.spread`. */
export function spread(weights: PerWorker, share: f64): PerWorker {
  if (!(share >= 0 && share <= 1)) mistake("spread: the share must lie between 0 and 1");
  const shares = sharesOf(weights);
  const each = share / <f64>shares.count();
  for (let worker: Worker = 0; worker < shares.length; worker++) {
    if (shares.has(worker)) shares.set(worker, each + (1 - share) * shares.get(worker));
  }
  return shares;
}

/** See `Weights.capped`. */
export function capped(weights: PerWorker, most: f64): PerWorker {
  const shares = new PerWorker(weights.workers);
  copyInto(weights, shares);
  capShares(shares, most);
  return shares;
}

/** See `Weights.newcomers`. */
export function newcomers(weights: PerWorker, share: f64): PerWorker {
  if (!(share >= 0 && share <= 1)) mistake("newcomers: the share must lie between 0 and 1");
  const shares = sharesOf(weights);
  const known = shares.count();
  const fresh = shares.length - known;
  if (fresh == 0) return shares;
  const each = (known ? share : 1) / <f64>fresh;
  for (let worker: Worker = 0; worker < shares.length; worker++) {
    shares.set(worker, shares.has(worker) ? (1 - share) * shares.get(worker) : each);
  }
  return shares;
}

/** See `Weights.liveness`. */
export function liveness(weights: PerWorker, attendance: PerWorker, required: f64): PerWorker {
  if (!(required > 0 && required <= 1))
    mistake("liveness: what is required must lie above 0, up to 1");
  const shares = sharesOf(weights);
  for (let worker: Worker = 0; worker < shares.length; worker++) {
    if (!shares.has(worker) || !attendance.has(worker)) continue;
    const part = max<f64>(min<f64>(attendance.get(worker) / required, 1), 0);
    shares.set(worker, part * shares.get(worker));
  }
  scaleTo(shares, 1);
  return shares;
}
