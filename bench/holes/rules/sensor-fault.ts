// An answer far from the median counts as a broken sensor and costs nothing, while small errors do.
//
// Worker: 4
// Powers: {"knows":"pool","names":1}
// Exploit: {"burstEvery":1,"burstFactor":1000}
// Gain: 0.941
import { Consensus, PerWorker } from "@weightkit/sdk";
import { errors, round, scored, shrink } from "../support";

const found = errors(scored);
const factors = new PerWorker(round.workers);
for (let i = 0; i < scored.length; i++) {
  const worker = scored.worker(i);
  const middle = Consensus.median(scored);
  const broken = abs(scored.value(i) - middle) > 0.8 * middle;
  factors.set(worker, broken ? 1 : Math.exp(-0.5 * min<f64>(1, found.get(worker) / 300)));
}
shrink(factors, Math.exp(-0.5));
