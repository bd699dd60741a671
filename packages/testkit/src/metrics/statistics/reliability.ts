import { at } from "../../numbers/column.js";
import { mean, Sum } from "../../numbers/sum.js";
import { effectiveNumber } from "./concentration.js";

/** Below, above and below these a verdict cannot be relied on, whatever its p value. */
export const MIN_SETS = 20;
export const MAX_LAG_ONE = 0.7;
export const MIN_EFFECTIVE_SETS = 10;

/** Why a verdict cannot be relied on, with the number that broke the limit. */
export type ReliabilityReason =
  | { readonly reason: "few sets"; readonly value: number; readonly limit: typeof MIN_SETS }
  | {
      readonly reason: "dependent sets";
      /** {@link unbiasedLagOne} of the differences. */
      readonly value: number;
      readonly limit: typeof MAX_LAG_ONE;
    }
  | {
      readonly reason: "few effective sets";
      /** {@link effectiveSets} of the differences. */
      readonly value: number;
      readonly limit: typeof MIN_EFFECTIVE_SETS;
    };

/**
 * The reasons not to rely on a test of these differences; empty when there are none.
 *
 * @param differences Loss less reference loss of each set, in order of time.
 */
export function reliability(differences: ArrayLike<number>): readonly ReliabilityReason[] {
  const reasons: ReliabilityReason[] = [];
  const sets = differences.length;
  if (sets < MIN_SETS) reasons.push({ reason: "few sets", value: sets, limit: MIN_SETS });
  const lagOne = unbiasedLagOne(differences);
  if (lagOne !== null && lagOne > MAX_LAG_ONE) {
    reasons.push({ reason: "dependent sets", value: lagOne, limit: MAX_LAG_ONE });
  }
  const effective = effectiveSets(differences);
  if (effective < MIN_EFFECTIVE_SETS) {
    reasons.push({ reason: "few effective sets", value: effective, limit: MIN_EFFECTIVE_SETS });
  }
  return reasons;
}

/**
 * Correlation of a series with itself one step before, sum_(t > 1) (d_t - m)(d_(t-1) - m) / sum_t (d_t - m)^2.
 *
 * Source: G. E. P. Box and G. M. Jenkins, Time Series Analysis (1970), section 2.1.5.
 *
 * @returns -1 to 1; null for fewer than two values, or when they do not vary.
 */
export function lagOneCorrelation(values: ArrayLike<number>): number | null {
  const m = mean(Array.from(values)) ?? 0;
  const [products, squares] = [new Sum(), new Sum()];
  for (let t = 0; t < values.length; t += 1) {
    const deviation = at(values, t) - m;
    squares.add(deviation * deviation);
    if (t > 0) products.add(deviation * (at(values, t - 1) - m));
  }
  const correlation = products.value / squares.value;
  return Number.isFinite(correlation) ? correlation : null;
}

/**
 * {@link lagOneCorrelation} without its bias, which in short series is large: it comes out at rho - (1 + 4 rho) / n on average, so
 * that a series of 20 with rho = 0.9 shows 0.67. Solved for rho: (n r + 1) / (n - 4).
 *
 * Source: P. Shaman and R. A. Stine, "The bias of autoregressive coefficient estimators", J. Am. Stat. Assoc. 83 (1988) 842-848
 * (Yule-Walker, order 1, mean estimated).
 *
 * @returns At most 1; null for fewer than five values, or when they do not vary.
 */
export function unbiasedLagOne(values: ArrayLike<number>): number | null {
  const n = values.length;
  const correlation = lagOneCorrelation(values);
  return correlation === null || n < 5 ? null : Math.min(1, (n * correlation + 1) / (n - 4));
}

/**
 * Kish's effective number of sets, (sum |d|)^2 / sum d^2: how many sets the difference really comes from. Sets without a difference
 * do not count, and few large ones outweigh the rest.
 *
 * Source: L. Kish, Survey Sampling (1965), section 11.7, with |d| for the weights.
 *
 * @returns 0 when there is no difference in any set.
 */
export function effectiveSets(differences: ArrayLike<number>): number {
  return effectiveNumber(Array.from(differences, Math.abs)) ?? 0;
}
