import { shared32, shared64 } from "./formats/column.js";

/** Whether an ascending order (ties allowed) already holds. */
export function isAscending(times: Float64Array): boolean {
  for (let i = 1; i < times.length; i += 1) {
    if ((times[i] ?? 0) < (times[i - 1] ?? 0)) return false;
  }
  return true;
}

/** Stable order of rows by time: row numbers, earliest first, ties as they came (bottom-up merge sort). */
export function timeOrder(times: Float64Array): Uint32Array {
  const { length } = times;
  let from = Uint32Array.from({ length }, (_, i) => i);
  let to = new Uint32Array(length);
  for (let width = 1; width < length; width *= 2) {
    for (let left = 0; left < length; left += 2 * width) merge(times, from, to, left, width);
    [from, to] = [to, from];
  }
  return from;
}

function merge(
  times: Float64Array,
  from: Uint32Array,
  to: Uint32Array,
  left: number,
  width: number,
): void {
  const middle = Math.min(left + width, from.length);
  const end = Math.min(left + 2 * width, from.length);
  let a = left;
  let b = middle;
  for (let at = left; at < end; at += 1) {
    const rowA = from[a] ?? 0;
    const rowB = from[b] ?? 0;
    const takeA = a < middle && (b >= end || (times[rowA] ?? 0) <= (times[rowB] ?? 0));
    to[at] = takeA ? rowA : rowB;
    if (takeA) a += 1;
    else b += 1;
  }
}

/** A copy of `column` in the given order of rows. */
export function reordered(column: Float64Array, order: Uint32Array): Float64Array;
export function reordered(column: Uint32Array, order: Uint32Array): Uint32Array;
export function reordered(
  column: Float64Array | Uint32Array,
  order: Uint32Array,
): Float64Array | Uint32Array {
  const copy = column instanceof Float64Array ? shared64(order.length) : shared32(order.length);
  for (let i = 0; i < order.length; i += 1) copy[i] = column[order[i] ?? 0] ?? 0;
  return copy;
}
