// Pays for being far from the median, whatever the truth.
//
// Worker: 4
// Powers: {"knows":"pool","names":1}
// Exploit: {"burstEvery":1,"burstFactor":10000}
// Gain: 0.891
import { Consensus, PerWorker } from "@weightkit/sdk";
import { pay, round, scored } from "../support";

const scores = new PerWorker(round.workers);
for (let i = 0; i < scored.length; i++) {
  scores.set(scored.worker(i), abs(scored.value(i) - Consensus.median(scored)));
}
pay(scores);
