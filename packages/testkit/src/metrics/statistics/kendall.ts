import { at } from "../../numbers/column.js";
import { ascendingOrder } from "../../numbers/order.js";
import { midRanks } from "./rank.js";

/**
 * Kendall's tau-b, (C - D) / sqrt((P - Tx)(P - Ty)) with C and D the concordant and discordant pairs, P all pairs, Tx and Ty the
 * pairs tied on one side. In O(n log n): D is the number of exchanges that merge sort makes.
 *
 * Sources: M. G. Kendall, "The treatment of ties in ranking problems", Biometrika 33 (1945) 239-251; W. R. Knight, "A computer
 * method for calculating Kendall's tau with ungrouped data", J. Am. Stat. Assoc. 61 (1966) 436-439.
 *
 * @returns null for fewer than two pairs, or when one side does not vary.
 */
export function kendallTau(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  const rx = midRanks(x);
  const ry = midRanks(y);
  const n = rx.length;
  // Two stable sorts: by y, then by x.
  const byY = ascendingOrder(ry);
  const order = ascendingOrder(picked(rx, byY)).map((k) => at(byY, k));
  const ys = picked(ry, order);
  const pairs = (n * (n - 1)) / 2;
  const tiedX = tiedPairs(picked(rx, order));
  const tiedY = tiedPairs(picked(ry, byY));
  const tiedBoth = tiedPairsOfBoth(order, rx, ry);
  const discordant = exchanges(ys);
  const difference = pairs - tiedX - tiedY + tiedBoth - 2 * discordant;
  const scale = Math.sqrt(pairs - tiedX) * Math.sqrt(pairs - tiedY);
  return scale > 0 ? Math.max(-1, Math.min(1, difference / scale)) : null;
}

function picked(values: Float64Array, order: Uint32Array): Float64Array {
  const taken = new Float64Array(order.length);
  for (let i = 0; i < taken.length; i += 1) taken[i] = at(values, at(order, i));
  return taken;
}

function tiedPairs(sorted: Float64Array): number {
  return runs(sorted.length, (i) => sorted[i] === sorted[i - 1]);
}

function tiedPairsOfBoth(order: Uint32Array, rx: Float64Array, ry: Float64Array): number {
  return runs(order.length, (i) => {
    const [a, b] = [at(order, i), at(order, i - 1)];
    return rx[a] === rx[b] && ry[a] === ry[b];
  });
}

/** Pairs inside runs of equals. */
function runs(length: number, sameAsBefore: (index: number) => boolean): number {
  let pairs = 0;
  let run = 0;
  for (let i = 1; i < length; i += 1) {
    run = sameAsBefore(i) ? run + 1 : 0;
    pairs += run;
  }
  return pairs;
}

/** Pairs that are in descending order, by bottom-up merge sort. Sorts `values`. */
function exchanges(values: Float64Array): number {
  let from: Float64Array = values;
  let to: Float64Array = new Float64Array(values.length);
  let count = 0;
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      const middle = Math.min(start + width, values.length);
      const end = Math.min(start + 2 * width, values.length);
      let [left, right] = [start, middle];
      for (let k = start; k < end; k += 1) {
        const takeLeft = left < middle && (right >= end || (from[left] ?? 0) <= (from[right] ?? 0));
        if (!takeLeft) count += middle - left;
        to[k] = (takeLeft ? from[left++] : from[right++]) ?? 0;
      }
    }
    [from, to] = [to, from];
  }
  return count;
}
