// Who answers is paid alike, where a name is too expensive to have two.
//
// Worker: 4
// Powers: {"knows":"pool","names":1}
import { PerWorker } from "@weightkit/sdk";
import { pay, round, scored } from "../support";

const scores = new PerWorker(round.workers);
for (let i = 0; i < scored.length; i++) {
  scores.set(scored.worker(i), 1);
}
pay(scores);
