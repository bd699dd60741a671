// Everybody gets a sixteenth at least, so that each name is worth one.
//
// Worker: 8
// Powers: {"knows":"own","names":5}
// Exploit: {"names":5}
// Gain: 0.251
import { PerWorker, Weights } from "@weightkit/sdk";
import { errors, round, scored } from "../support";

const found = errors(scored);
const next = new Weights(round.workers);
for (let i = 0; i < scored.length; i++) {
  const error = 1 + found.get(scored.worker(i));
  next.set(scored.worker(i), 1 / (error * error));
}
if (scored.length > 0) next.floored(1 / 16).commit();
else round.keepWeights();
