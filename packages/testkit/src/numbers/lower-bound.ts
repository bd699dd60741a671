/**
 * Index of the first timestamp at or after `from` in an ascending column, searched from `start`.
 * The window of a round is `[lowerBound(windowStart), lowerBound(blockTime))`.
 */
export function lowerBound(
  timestamps: Float64Array,
  from: number,
  start = 0,
  end = timestamps.length,
): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((timestamps[middle] ?? Infinity) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
