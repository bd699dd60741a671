// Pays for being near the median, whatever the truth.
//
// Worker: 4
// Powers: {"knows":"pool","names":1}
// Exploit: {"median":1}
// Gain: 0.341
import { Consensus, PerWorker } from "@weightkit/sdk";
import { pay, round, scored } from "../support";

const scores = new PerWorker(round.workers);
for (let i = 0; i < scored.length; i++) {
  scores.set(scored.worker(i), 1 / (1 + abs(scored.value(i) - Consensus.median(scored))));
}
pay(scores);
