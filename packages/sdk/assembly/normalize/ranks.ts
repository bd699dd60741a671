import { descending } from "../math/order";
import { PerWorker } from "../per-worker";
import { Scores } from "../scores";
import { Worker } from "../workers";
import { meritOf } from "./merit";
import { numbersOf } from "./scale";

/** See `Normalize.ranks`. */
export function ranks(values: PerWorker): Scores {
  const merit = meritOf(values);
  const numbers = numbersOf(merit);
  const count = numbers.length;
  const places = descending(numbers);
  const shares = new StaticArray<f64>(count);
  const all = (<f64>count * <f64>(count + 1)) / 2;
  for (let from = 0, to = 0; from < count; from = to) {
    const value = unchecked(numbers[unchecked(places[from])]);
    while (to < count && unchecked(numbers[unchecked(places[to])]) == value) to++;
    // Ranks from + 1 to `to` are tied: the points count + 1 - rank are averaged.
    const points = <f64>count - <f64>(from + to - 1) / 2;
    for (let i = from; i < to; i++) unchecked((shares[unchecked(places[i])] = points / all));
  }
  const scores = new Scores(values.workers);
  let at = 0;
  for (let worker: Worker = 0; worker < merit.length; worker++) {
    if (merit.has(worker)) scores.set(worker, unchecked(shares[at++]));
  }
  return scores;
}
