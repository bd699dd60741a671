/**
 * Median seconds from one set to the next; null with fewer than two sets.
 * @param timestamps ascending, one a set or one an inference
 */
export function medianGap(timestamps: Float64Array): number | null {
  const gaps: number[] = [];
  for (let i = 1; i < timestamps.length; i += 1) {
    const gap = (timestamps[i] ?? NaN) - (timestamps[i - 1] ?? NaN);
    if (gap > 0) gaps.push(gap);
  }
  const sorted = Float64Array.from(gaps).sort();
  return sorted[sorted.length >> 1] ?? null;
}
