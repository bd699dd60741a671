// Errors count as parts of the largest, so that one absurd name makes all others look alike.
//
// Worker: 8
// Powers: {"knows":"own","names":6}
// Exploit: {"names":5,"decoys":1,"decoyFactor":1000}
// Gain: 0.343
import { PerWorker } from "@weightkit/sdk";
import { errors, pay, round, scored } from "../support";

const found = errors(scored);
const worst = max(1, found.max());
const scores = new PerWorker(round.workers);
for (let i = 0; i < scored.length; i++) {
  scores.set(scored.worker(i), 1 - found.get(scored.worker(i)) / worst);
}
pay(scores);
