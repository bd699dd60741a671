import { Sum } from "./sum.js";

/**
 * Weighted arithmetic mean, sum(w_i x_i) / sum(w_i), compensated.
 *
 * @param weights Not negative; one per value. NaN counts as 0: a worker without a stored weight does not count.
 * @returns null when the weights sum to 0 (or there are none): there is no mean, and none is made up.
 */
export function weightedMean(values: ArrayLike<number>, weights: ArrayLike<number>): number | null {
  const weighted = new Sum();
  const total = new Sum();
  for (let i = 0; i < values.length; i += 1) {
    const weight = weights[i] ?? 0;
    if (!(weight > 0)) continue;
    weighted.add(weight * (values[i] ?? 0));
    total.add(weight);
  }
  return total.count === 0 ? null : weighted.value / total.value;
}
