// A miss costs a third of the weight, a hit or an absence nothing, so that only sure answers are given.
//
// Worker: 4
// Powers: {"knows":"pool","names":1}
// Exploit: {"until":0.1}
// Gain: 0.82
import { PerWorker } from "@weightkit/sdk";
import { errors, round, scored, shrink } from "../support";

const found = errors(scored);
const factors = new PerWorker(round.workers);
for (let i = 0; i < scored.length; i++) {
  const worker = scored.worker(i);
  factors.set(worker, found.get(worker) < 40 ? 1 : 0.67);
}
shrink(factors, 1);
