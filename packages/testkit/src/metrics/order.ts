/** Sorted copy, ascending; numbers compare as numbers and -0 with 0 as equals. */
export function ascending(values: Iterable<number>): Float64Array {
  return Float64Array.from(values).sort();
}

/** Indices of `values` in ascending order of their value, equals in order of their index. */
export function ascendingOrder(values: ArrayLike<number>): number[] {
  return Array.from({ length: values.length }, (_, i) => i).sort(
    (a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b,
  );
}

/** The middle value, or the mean of the two middle ones; null for no values. */
export function median(values: Iterable<number>): number | null {
  const sorted = ascending(values);
  const upper = sorted[sorted.length >> 1];
  if (upper === undefined) return null;
  if (sorted.length % 2 === 1) return upper;
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
    if (upTo > rest) return value;
  }
  return null;
}

/** Equal up to the rounding that summing the same weights from two sides leaves. */
function nearlyEqual(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-12 * Math.max(a, b);
}

/** Mean of two numbers that does not overflow. */
function midpoint(a: number, b: number): number {
  return Math.abs(a) < 1e300 && Math.abs(b) < 1e300 ? (a + b) / 2 : a / 2 + b / 2;
}
