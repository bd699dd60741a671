import { descending } from "../math/order";
import { PerWorker } from "../per-worker";
import { mistake } from "../trap";
import { Worker } from "../workers";
import { numbersOf, scaleTo } from "./scale";

/** Scales the column, in place, to sum to 1 with no number above `most`; see `Weights.capped`. */
export function capShares(column: PerWorker, most: f64): void {
  if (!(most > 0 && most <= 1)) mistake("capped: the cap must lie above 0, up to 1");
  scaleTo(column, 1);
  const shares = numbersOf(column);
  const count = shares.length;
  const places = descending(shares);
  // What those from a place down have together, added from the smallest up: exact enough even where the largest has nearly all, and
  // the same in whatever order workers come.
  const rest = new StaticArray<f64>(count + 1);
  for (let i = count - 1; i >= 0; i--)
    unchecked((rest[i] = rest[i + 1] + shares[unchecked(places[i])]));
  // From the largest down: whoever would still be above the cap gets the cap, and the others share what is left.
  let capped = 0;
  for (; capped < count; capped++) {
    const share = unchecked(shares[unchecked(places[capped])]);
    const left = 1 - <f64>capped * most;
    const all = unchecked(rest[capped]);
    if (left <= 0 || !(all > 0) || (share / all) * left <= most) break;
  }
  const left = max<f64>(1 - <f64>capped * most, 0);
  const whole = unchecked(rest[capped]);
  const lowest = capped ? unchecked(shares[unchecked(places[capped - 1])]) : Infinity;
  const others = <f64>(count - capped);
  const tight = <f64>count * most <= 1;
  for (let worker: Worker = 0; worker < column.length; worker++) {
    if (!column.has(worker)) continue;
    const share = column.get(worker);
    if (tight) column.set(worker, 1 / <f64>count);
    else if (share >= lowest) column.set(worker, most);
    else column.set(worker, min(whole > 0 ? (share / whole) * left : left / others, most));
  }
}
