/** Sorted copy, ascending; numbers compare as numbers and -0 with 0 as equals. */
export function ascending(values: Iterable<number>): Float64Array {
  return Float64Array.from(values).sort();
}

const RUN = 8;

/**
 * Indices of `values` in ascending order of their value, equals in order of their index. A merge sort over typed arrays: metrics
 * sort every set of a history, where a comparison function would take most of the time.
 */
export function ascendingOrder(values: ArrayLike<number>): Uint32Array {
  const n = values.length;
  const order = new Uint32Array(n);
  for (let i = 0; i < n; i += 1) order[i] = i;
  for (let start = 0; start < n; start += RUN)
    sortRun(values, order, start, Math.min(n, start + RUN));
  let from = order;
  let to = new Uint32Array(n);
  for (let width = RUN; width < n; width *= 2) {
    for (let start = 0; start < n; start += 2 * width) {
      merge(values, from, to, start, Math.min(n, start + width), Math.min(n, start + 2 * width));
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Insertion sort of the indices from `start` to `end`. */
function sortRun(values: ArrayLike<number>, order: Uint32Array, start: number, end: number): void {
  for (let i = start + 1; i < end; i += 1) {
    const index = order[i] ?? 0;
    const value = values[index] ?? 0;
    let k = i;
    for (; k > start && (values[order[k - 1] ?? 0] ?? 0) > value; k -= 1) {
      order[k] = order[k - 1] ?? 0;
    }
    order[k] = index;
  }
}

function merge(
  values: ArrayLike<number>,
  from: Uint32Array,
  to: Uint32Array,
  start: number,
  middle: number,
  end: number,
): void {
  let [left, right] = [start, middle];
  for (let k = start; k < end; k += 1) {
    const [a, b] = [from[left] ?? 0, from[right] ?? 0];
    const takeLeft = left < middle && (right >= end || (values[a] ?? 0) <= (values[b] ?? 0));
    to[k] = takeLeft ? a : b;
    if (takeLeft) left += 1;
    else right += 1;
  }
}

/** The middle value, or the mean of the two middle ones; null for no values. */
export function median(values: Iterable<number>): number | null {
  const sorted = ascending(values);
  const upper = sorted[sorted.length >> 1];
  if (upper === undefined) return null;
  if (sorted.length % 2 === 1) return unsigned(upper);
  return midpoint(sorted[(sorted.length >> 1) - 1] ?? upper, upper);
}

/**
 * The weighted median: the value at which the weight below and the weight above are each at most half. When weight
 * splits exactly in half between two values it is their midpoint, so equal weights give the plain {@link median}.
 *
 * Source: F. Y. Edgeworth 1888; "lower/upper weighted median" in Cormen et al., Introduction to Algorithms, problem 9-2.
 *
 * @param weights Not negative; one a value. Values with weight 0 do not count.
 * @returns null when the weights sum to 0 (or there are none).
 */
export function weightedMedian(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
): number | null {
  const order = ascendingOrder(values).filter((i) => (weights[i] ?? 0) > 0);
  const above = new Float64Array(order.length);
  let reached = 0;
  for (let k = order.length - 1; k >= 0; k -= 1) {
    above[k] = reached;
    reached += weights[order[k] ?? 0] ?? 0;
  }
  let upTo = 0;
  for (const [k, i] of order.entries()) {
    upTo += weights[i] ?? 0;
    const rest = above[k] ?? 0;
    const value = values[i] ?? 0;
    if (nearlyEqual(upTo, rest)) return midpoint(value, values[order[k + 1] ?? i] ?? value);
    if (upTo > rest) return unsigned(value);
  }
  return null;
}

/** Equal up to the rounding that summing the same weights from two sides leaves. */
function nearlyEqual(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-12 * Math.max(a, b);
}

/** Mean of two numbers that does not overflow. */
function midpoint(a: number, b: number): number {
  return unsigned(Math.abs(a) < 1e300 && Math.abs(b) < 1e300 ? (a + b) / 2 : a / 2 + b / 2);
}

/** Zero without a sign: otherwise, whether the median is 0 or -0 would depend on the order of the workers. */
function unsigned(value: number): number {
  return value + 0;
}
