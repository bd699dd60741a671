// Takes the mean of the answers for the truth, so that a crowd of one hand decides what is true.
//
// Worker: 4
// Powers: {"knows":"pool","names":5}
// Exploit: {"names":5}
// Gain: 0.29
import { PerWorker } from "@weightkit/sdk";
import { meanOf, pay, round, scored } from "../support";

const middle = meanOf(scored);
const scores = new PerWorker(round.workers);
for (let i = 0; i < scored.length; i++) {
  scores.set(scored.worker(i), 1 / (1 + abs(scored.value(i) - middle)));
}
pay(scores);
