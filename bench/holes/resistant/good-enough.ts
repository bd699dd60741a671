// An error below 400 is good enough and paid alike, where names are expensive.
//
// Worker: 4
// Powers: {"knows":"pool","names":1}
import { PerWorker } from "@weightkit/sdk";
import { errors, pay, round, scored } from "../support";

const found = errors(scored);
const scores = new PerWorker(round.workers);
for (let i = 0; i < scored.length; i++) {
  scores.set(scored.worker(i), found.get(scored.worker(i)) < 400 ? 1 : 0);
}
pay(scores);
