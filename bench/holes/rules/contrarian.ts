// Pays for erring to the other side than the mean, and the more the farther.
//
// Worker: 4
// Powers: {"knows":"pool","names":2}
// Exploit: {"shift":-0.9,"decoys":1,"decoyFactor":10000}
// Gain: 0.623
import { PerWorker } from "@weightkit/sdk";
import { actual, meanOf, pay, round, scored } from "../support";

const side: f64 = meanOf(scored) > actual() ? -1 : 1;
const scores = new PerWorker(round.workers);
for (let i = 0; i < scored.length; i++) {
  scores.set(scored.worker(i), max<f64>(0, side * (scored.value(i) - actual())));
}
pay(scores);
