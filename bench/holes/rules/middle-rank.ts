// Drops the best three and the worst, and pays the others alike, so that a good worker does better by answering worse.
//
// Worker: 1
// Powers: {"knows":"pool","names":1}
// Exploit: {"shift":0.1}
// Gain: 0.189
import { PerWorker } from "@weightkit/sdk";
import { errors, pay, round, scored } from "../support";

const found = errors(scored);
/** How many are better. */
function better(error: f64): i32 {
  let count = 0;
  for (let i = 0; i < scored.length; i++) count += i32(found.get(scored.worker(i)) < error);
  return count;
}
/** Whether that many better ones make a middle rank. */
function isMiddle(rank: i32): bool {
  return rank >= 3 && rank < scored.length - 1;
}
const scores = new PerWorker(round.workers);
for (let i = 0; i < scored.length; i++) {
  scores.set(scored.worker(i), isMiddle(better(found.get(scored.worker(i)))) ? 1 : 0);
}
pay(scores);
