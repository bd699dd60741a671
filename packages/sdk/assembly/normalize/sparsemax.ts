import { descending } from "../math/order";
import { PerWorker } from "../per-worker";
import { Scores } from "../scores";
import { mistake } from "../trap";
import { Worker } from "../workers";
import { meritOf } from "./merit";
import { numbersOf, scaleTo } from "./scale";

/** See `Normalize.sparsemax`. */
export function sparsemax(values: PerWorker, temperature: f64): Scores {
  if (!(temperature > 0 && temperature < Infinity))
    mistake("sparsemax: the temperature must be above 0");
  const merit = meritOf(values);
  const best = merit.max();
  const scores = new Scores(values.workers);
  for (let worker: Worker = 0; worker < merit.length; worker++) {
    // Whoever is 1 or more below the best gets nothing, however far below.
    if (merit.has(worker))
      scores.set(worker, max<f64>((merit.get(worker) - best) / temperature, -1));
  }
  const threshold = thresholdOf(numbersOf(scores));
  for (let worker: Worker = 0; worker < scores.length; worker++) {
    if (scores.has(worker)) scores.set(worker, max<f64>(scores.get(worker) - threshold, 0));
  }
  scaleTo(scores, 1);
  return scores;
}

/** What must be taken off every number so that the positive rests sum to 1. */
function thresholdOf(numbers: StaticArray<f64>): f64 {
  const places = descending(numbers);
  let sum: f64 = 0;
  let threshold: f64 = 0;
  for (let i = 0; i < places.length; i++) {
    const value = unchecked(numbers[unchecked(places[i])]);
    sum += value;
    // The support is the longest start of the sorted numbers for which this holds.
    if (1 + <f64>(i + 1) * value <= sum) break;
    threshold = (sum - 1) / <f64>(i + 1);
  }
  return threshold;
}
