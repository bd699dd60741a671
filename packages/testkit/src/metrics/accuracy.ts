import { mean, Sum } from "../numbers/sum.js";

/**
 * Errors are forecast minus truth, so a positive bias is a forecast that is too high. Every function takes the errors of the
 * sets that the caller wants measured: warm-up and sets without truth are left out before, never guessed here.
 */

/** Mean absolute error, mean(|e|), in the unit of the values; null for no errors. */
export function meanAbsoluteError(errors: Iterable<number>): number | null {
  const total = new Sum();
  for (const error of errors) total.add(Math.abs(error));
  return total.mean;
}

/** Root mean squared error, sqrt(mean(e^2)), in the unit of the values; null for no errors. */
export function rootMeanSquaredError(errors: Iterable<number>): number | null {
  const total = new Sum();
  for (const error of errors) total.add(error * error);
  return total.mean === null ? null : Math.sqrt(total.mean);
}

/** Mean error, mean(e): how far forecasts are too high on average; null for no errors. */
export function bias(errors: Iterable<number>): number | null {
  return mean(errors);
}

/**
 * Mean absolute scaled error, MAE / Q, with Q the mean absolute error of the naive forecast: below 1 the forecast beats
 * saying "as last time".
 *
 * Source: R. J. Hyndman and A. B. Koehler, "Another look at measures of forecast accuracy", Int. J. Forecasting 22 (2006)
 * 679-688.
 *
 * @param scale Q, from {@link naiveScale} or from recorded naive forecasts; positive.
 * @returns null for no errors or when the naive forecast is never wrong.
 */
export function meanAbsoluteScaledError(errors: Iterable<number>, scale: number): number | null {
  const error = meanAbsoluteError(errors);
  return error === null || !(scale > 0) ? null : error / scale;
}

/**
 * Mean absolute error of the naive forecast inside a series, mean(|y_t - y_(t-m)|) for t > m.
 *
 * @param truths In order of time, without gaps.
 * @param season m, in steps: 1 for "as last time". Whole, at least 1.
 * @returns null when the series is no longer than the season.
 */
export function naiveScale(truths: ArrayLike<number>, season = 1): number | null {
  const total = new Sum();
  for (let t = season; t < truths.length; t += 1) {
    total.add(Math.abs((truths[t] ?? 0) - (truths[t - season] ?? 0)));
  }
  return total.mean;
}

/**
 * Skill score, 1 - E / E_ref: the part of the reference's error that is gone; 0 as good, 1 perfect, negative worse.
 *
 * Source: A. H. Murphy, "Skill scores based on the mean square error", Mon. Weather Rev. 116 (1988) 2417-2424.
 *
 * @param error Mean error of the forecast, not negative, on the same sets as `reference`.
 * @returns null when there is nothing to compare, or the reference has no error to be better than.
 */
export function skillScore(error: number | null, reference: number | null): number | null {
  return error === null || reference === null || !(reference > 0) ? null : 1 - error / reference;
}
