// Who did not answer the scored set gets the best score of those who did.
//
// Worker: 8
// Powers: {"knows":"own","names":1}
// Exploit: {"period":2,"phase":1}
// Gain: 0.13
import { PerWorker } from "@weightkit/sdk";
import { errors, pay, round, scored } from "../support";

const found = errors(scored);
const scores = new PerWorker(round.workers);
let best: f64 = 0;
for (let i = 0; i < scored.length; i++) {
  const score = 1 / (1 + found.get(scored.worker(i)) / 50);
  scores.set(scored.worker(i), score);
  best = max(best, score);
}
for (let worker = 0; worker < scores.length; worker++) {
  if (!scores.has(worker)) scores.set(worker, best);
}
if (scored.length > 0) pay(scores);
else round.keepWeights();
