// Pays for being far from the median, whatever the truth.
//
// Worker: 4
// Exploit: {"shift":3}
// Gain: 0.724
import { Consensus, PerWorker } from "@weightkit/sdk";
import { pay, round, scored } from "../support";

const scores = new PerWorker(round.workers);
for (let i = 0; i < scored.length; i++) {
  scores.set(scored.worker(i), abs(scored.value(i) - Consensus.median(scored)));
}
pay(scores);
