// Pays by how small the answer is.
//
// Worker: 4
// Powers: {"knows":"pool","names":1}
// Exploit: {"burstEvery":1,"burstFactor":0.001}
// Gain: 0.864
import { PerWorker } from "@weightkit/sdk";
import { pay, round, scored } from "../support";

const scores = new PerWorker(round.workers);
for (let i = 0; i < scored.length; i++) {
  scores.set(scored.worker(i), 1 / (1 + scored.value(i)));
}
pay(scores);
