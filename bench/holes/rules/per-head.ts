// Pays everybody who answers the same, so that each further name is paid once more.
//
// Worker: 4
// Powers: {"knows":"pool","names":5}
// Exploit: {"names":5}
// Gain: 0.292
import { PerWorker } from "@weightkit/sdk";
import { pay, round, scored } from "../support";

const scores = new PerWorker(round.workers);
for (let i = 0; i < scored.length; i++) {
  scores.set(scored.worker(i), 1);
}
pay(scores);
