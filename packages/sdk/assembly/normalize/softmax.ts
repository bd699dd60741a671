import { exp } from "../math/exp";
import { PerWorker } from "../per-worker";
import { Scores } from "../scores";
import { mistake } from "../trap";
import { Worker } from "../workers";
import { meritOf } from "./merit";
import { scaleTo } from "./scale";

/** See `Normalize.softmax`. */
export function softmax(values: PerWorker, temperature: f64): Scores {
  if (!(temperature > 0 && temperature < Infinity))
    mistake("softmax: the temperature must be above 0");
  const merit = meritOf(values);
  const scores = new Scores(values.workers);
  const best = merit.max();
  for (let worker: Worker = 0; worker < merit.length; worker++) {
    // Relative to the best, so that nothing overflows and the best never vanishes.
    if (merit.has(worker)) scores.set(worker, exp((merit.get(worker) - best) / temperature));
  }
  scaleTo(scores, 1);
  return scores;
}
