import { Losses } from "../losses";
import { scaleTo } from "../normalize/scale";
import { PerWorker } from "../per-worker";
import { mistake } from "../trap";
import { Worker } from "../workers";
import { sharesOf } from "./shares";

/** See `Weights.followTheLeader`. */
export function followTheLeader(weights: PerWorker, losses: Losses, decay: f64): PerWorker {
  if (!(decay >= 0 && decay <= 1)) mistake("followTheLeader: decay must lie between 0 and 1");
  const shares = sharesOf(weights);
  let least = Infinity;
  let leaders = 0;
  for (let worker: Worker = 0; worker < losses.length; worker++) {
    if (!losses.has(worker) || losses.get(worker) > least) continue;
    if (losses.get(worker) < least) leaders = 0;
    least = losses.get(worker);
    leaders++;
  }
  if (leaders == 0) return shares;
  const next = new PerWorker(shares.workers);
  for (let worker: Worker = 0; worker < shares.length; worker++) {
    const leads = losses.has(worker) && losses.get(worker) == least;
    const led = leads ? 1 / <f64>leaders : 0;
    if (leads || shares.has(worker) || losses.has(worker))
      next.set(worker, decay * shares.get(worker) + (1 - decay) * led);
  }
  scaleTo(next, 1);
  return next;
}
