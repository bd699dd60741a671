// Pays by the size of the answer.
//
// Worker: 4
// Powers: {"knows":"pool","names":1}
// Exploit: {"burstEvery":1,"burstFactor":10000}
// Gain: 0.874
import { PerWorker } from "@weightkit/sdk";
import { pay, round, scored } from "../support";

const scores = new PerWorker(round.workers);
for (let i = 0; i < scored.length; i++) {
  scores.set(scored.worker(i), scored.value(i));
}
pay(scores);
