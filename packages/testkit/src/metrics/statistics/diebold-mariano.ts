import { at } from "../../numbers/column.js";
import { studentTwoSided } from "./student-t.js";
import { mean, Sum } from "../../numbers/sum.js";

export interface DieboldMarianoOptions {
  /** h: how many sets ahead a forecast looks, so that errors of h - 1 neighbours overlap. Whole, at least 1 (the default). */
  readonly horizon?: number;
  /**
   * How the autocovariances are weighted: `rectangular` (the original, all alike, lags up to h - 1) or `bartlett` (falling,
   * never negative in sum; Newey and West). `rectangular` by default.
   */
  readonly kernel?: "rectangular" | "bartlett";
  /** Largest lag; h - 1 by default. */
  readonly lags?: number;
}

export interface DieboldMariano {
  /** Negative when the first forecast is better. With the correction of Harvey, Leybourne and Newbold. */
  readonly statistic: number;
  /** Two-sided, from Student's t with n - 1 degrees of freedom. */
  readonly pValue: number;
  /** Mean of loss - reference loss. */
  readonly meanDifference: number;
  readonly sets: number;
  readonly lags: number;
}

/**
 * Diebold and Mariano's test that two forecasts are equally good: d = loss - reference loss, DM = mean(d) / sqrt(V / n) with V the
 * long-run variance gamma_0 + 2 sum_k K(k) gamma_k, gamma_k = sum_t (d_t - m)(d_(t-k) - m) / n; corrected by
 * sqrt((n + 1 - 2h + h(h - 1)/n) / n) and compared with Student's t.
 *
 * Sources: F. X. Diebold and R. S. Mariano, "Comparing predictive accuracy", J. Bus. Econ. Stat. 13 (1995) 253-263; D. Harvey,
 * S. Leybourne and P. Newbold, "Testing the equality of prediction mean squared errors", Int. J. Forecasting 13 (1997)
 * 281-291; kernel: W. K. Newey and K. D. West, Econometrica 55 (1987) 703-708.
 *
 * @param losses Of the sets in order of time, warm-up and sets without truth left out.
 * @param reference The other forecast's losses on the same sets.
 * @returns null when there are not more sets than lags and horizon, or the variance is not positive (the same losses
 *   throughout, or a rectangular kernel that failed).
 */
export function dieboldMariano(
  losses: ArrayLike<number>,
  reference: ArrayLike<number>,
  options: DieboldMarianoOptions = {},
): DieboldMariano | null {
  const { horizon = 1, kernel = "rectangular", lags = horizon - 1 } = options;
  const n = losses.length;
  const d = Float64Array.from(losses, (loss, i) => loss - at(reference, i));
  const m = mean(d);
  if (m === null || n <= lags || n <= horizon) return null;
  const variance = new Sum();
  for (let lag = 0; lag <= lags; lag += 1) {
    const weight = kernel === "bartlett" ? 1 - lag / (lags + 1) : 1;
    variance.add((lag === 0 ? 1 : 2) * weight * autocovariance(d, m, lag));
  }
  // Equal losses leave a variance of rounding errors, not of information.
  if (!(variance.value > 1e-28 * (m * m + autocovariance(d, 0, 0)))) return null;
  const correction = Math.sqrt((n + 1 - 2 * horizon + (horizon * (horizon - 1)) / n) / n);
  const statistic = (correction * m) / Math.sqrt(variance.value / n);
  return {
    statistic,
    pValue: studentTwoSided(statistic, n - 1),
    meanDifference: m,
    sets: n,
    lags,
  };
}

function autocovariance(d: Float64Array, m: number, lag: number): number {
  const total = new Sum();
  for (let t = lag; t < d.length; t += 1) total.add((at(d, t) - m) * (at(d, t - lag) - m));
  return total.value / d.length;
}

/**
 * Newey and West's rule of thumb for the largest lag, floor(4 (n / 100)^(2/9)), at least h - 1.
 *
 * Source: W. K. Newey and K. D. West, "Automatic lag selection in covariance matrix estimation", Rev. Econ. Stud. 61 (1994)
 * 631-653.
 */
export function automaticLags(sets: number, horizon: number): number {
  return Math.max(horizon - 1, Math.floor(4 * Math.pow(sets / 100, 2 / 9)));
}
