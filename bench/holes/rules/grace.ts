// A newcomer starts with the average weight, which a bad worker never had.
//
// Worker: 8
// Powers: {"knows":"own","names":6}
// Exploit: {"lives":6}
// Gain: 0.056
import { PerWorker, Weights } from "@weightkit/sdk";
import { errors, round, scored } from "../support";

const found = errors(scored);
const scores = new PerWorker(round.workers);
for (let i = 0; i < scored.length; i++) {
  const error = 1 + found.get(scored.worker(i));
  scores.set(scored.worker(i), 1 / (error * error));
}
const total = scores.sum();
const next = new Weights(round.workers);
for (let worker = 0; worker < next.length; worker++) {
  const standing = round.weights.has(worker) ? round.weights.get(worker) : 1 / <f64>scored.length;
  if (scores.has(worker)) next.set(worker, 0.9 * standing + (0.1 * scores.get(worker)) / total);
  else if (round.weights.has(worker)) next.set(worker, 0.9 * standing);
}
if (scored.length > 0) next.commit();
else round.keepWeights();
