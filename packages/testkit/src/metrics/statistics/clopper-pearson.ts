import { betaQuantile } from "./beta.js";

/**
 * Clopper and Pearson's exact interval of a proportion: it holds the true one at least as often as promised, whatever that is, when
 * trials are independent. Ends are quantiles of Beta(k, n - k + 1) and Beta(k + 1, n - k).
 *
 * Source: C. J. Clopper and E. S. Pearson, Biometrika 26 (1934) 404-413.
 *
 * @param hits k, whole, 0 to n. @param trials n, at least 1. @param confidence Two-sided, between 0 and 1.
 */
export function clopperPearson(
  hits: number,
  trials: number,
  confidence = 0.95,
): readonly [number, number] {
  const tail = (1 - confidence) / 2;
  const low = hits === 0 ? 0 : betaQuantile(tail, hits, trials - hits + 1);
  const high = hits === trials ? 1 : betaQuantile(1 - tail, hits + 1, trials - hits);
  return [low, high];
}
