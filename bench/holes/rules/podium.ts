// The three smallest errors share alike, so that three names of one answer fill the podium.
//
// Worker: 4
// Powers: {"knows":"pool","names":5}
// Exploit: {"leader":1,"names":5}
// Gain: 0.622
import { PerWorker } from "@weightkit/sdk";
import { errors, pay, round, scored } from "../support";

const found = errors(scored);
/** How many are better. */
function better(error: f64): i32 {
  let count = 0;
  for (let i = 0; i < scored.length; i++) count += i32(found.get(scored.worker(i)) < error);
  return count;
}
const scores = new PerWorker(round.workers);
for (let i = 0; i < scored.length; i++) {
  scores.set(scored.worker(i), better(found.get(scored.worker(i))) < 3 ? 1 : 0);
}
pay(scores);
