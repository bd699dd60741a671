// Pays by how small the answer is.
//
// Worker: 4
// Exploit: {"shift":-0.9}
// Gain: 0.459
import { PerWorker } from "@weightkit/sdk";
import { pay, round, scored } from "../support";

const scores = new PerWorker(round.workers);
for (let i = 0; i < scored.length; i++) {
  scores.set(scored.worker(i), 1 / (1 + scored.value(i)));
}
pay(scores);
