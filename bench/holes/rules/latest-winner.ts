// The smallest error of the newest set takes it all, so that a mixture of the others' answers wins most often.
//
// Worker: 4
// Powers: {"knows":"pool","names":1}
// Exploit: {"leader":0.6,"truth":0.3}
// Gain: 0.304
import { PerWorker } from "@weightkit/sdk";
import { errors, pay, round, scored } from "../support";

const found = errors(scored);
let least = Infinity;
for (let i = 0; i < scored.length; i++) least = min(least, found.get(scored.worker(i)));
const scores = new PerWorker(round.workers);
for (let i = 0; i < scored.length; i++) {
  scores.set(scored.worker(i), found.get(scored.worker(i)) == least ? 1 : 0);
}
pay(scores);
