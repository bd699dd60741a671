// Weight shrinks by what a worker loses, so that who stays away loses nothing while all others do.
//
// Worker: 4
// Powers: {"knows":"pool","names":1}
// Exploit: {"period":2,"phase":1}
// Gain: 0.941
import { PerWorker } from "@weightkit/sdk";
import { errors, round, scored, shrink } from "../support";

const found = errors(scored);
const factors = new PerWorker(round.workers);
for (let i = 0; i < scored.length; i++) {
  const worker = scored.worker(i);
  factors.set(worker, Math.exp(-0.5 * min<f64>(1, found.get(worker) / 300)));
}
shrink(factors, 1);
