/**
 * Quantile by the nearest rank: the smallest value that at least the part p of all values does not exceed. Always one of the values.
 *
 * Source: R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages", Am. Stat. 50 (1996) 361-365, type 1.
 *
 * @param sorted Ascending. @param p 0 to 1.
 * @returns null for no values.
 */
export function nearestRank(sorted: ArrayLike<number>, p: number): number | null {
  // 0.95 * 20 must be rank 19, whatever the rounding of doubles.
  const rank = Math.ceil(p * sorted.length - 1e-9);
  return sorted[Math.max(0, rank - 1)] ?? null;
}
