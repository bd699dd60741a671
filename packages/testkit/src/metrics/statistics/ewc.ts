import { mean, Sum } from "../../numbers/sum.js";
import { lowCosines } from "./low-cosines.js";
import { studentTwoSided } from "./student-t.js";

/** Fewer sets leave no second cosine that sums to nothing. */
export const MIN_EWC_SETS = 3;

/** The test that the mean of a serially dependent series is 0. */
export interface EwcTest {
  readonly testable: true;
  /** n. */
  readonly sets: number;
  /** Of the differences, in their unit. */
  readonly mean: number;
  /** V, the estimated long-run variance, in the squared unit: mean / sqrt(V / n) is about standard. */
  readonly longRunVariance: number;
  /** sqrt(V / n), in the unit of the differences. */
  readonly standardError: number;
  /** B, the number of cosines, which is also the degrees of freedom of Student's t. */
  readonly bandwidth: number;
  /** t = mean / sqrt(V / n). */
  readonly statistic: number;
  /** Two-sided. */
  readonly pValue: number;
}

/** Why there is no test. */
export type UntestableReason =
  /** Fewer than {@link MIN_EWC_SETS}. */
  | "too few sets"
  /** 0 in every set. */
  | "no difference"
  /** The same in every set, up to rounding: it has no spread that could be held against its mean. */
  | "constant difference"
  /** A difference or a square of one is not a finite number. */
  | "not finite";

export interface Untestable {
  readonly testable: false;
  readonly reason: UntestableReason;
  readonly sets: number;
  /** Of the differences, in their unit; null for none or when it is not finite. */
  readonly mean: number | null;
}

/**
 * The equal-weighted cosine test that the mean of a series is 0, which keeps its size where neighbours depend on each other:
 * L_j = sqrt(2/n) sum_t d_t cos(pi j (t - 1/2)/n) for j = 1..B, V = mean L_j^2, t = mean(d) / sqrt(V / n), Student's t with B
 * degrees of freedom.
 *
 * Source: E. Lazarus, D. J. Lewis, J. H. Stock and M. W. Watson, "HAR inference: recommendations for practice", J. Bus. Econ. Stat.
 * 36 (2018) 541-559.
 *
 * @param differences d, e.g. loss less reference loss of each set, in order of time.
 * @param magnitude Size of the numbers that were subtracted, in the same unit; what is below {@link ROUNDING} of it counts as 0.
 */
export function ewc(differences: ArrayLike<number>, magnitude = 0): EwcTest | Untestable {
  const sets = differences.length;
  const m = mean(Array.from(differences));
  const untestable = (reason: UntestableReason): Untestable => ({
    testable: false,
    reason,
    sets,
    mean: Number.isFinite(m) ? m : null,
  });
  const { largest, spread } = sizes(differences, m ?? 0);
  if (m === null || sets < MIN_EWC_SETS) return untestable("too few sets");
  if (!Number.isFinite(largest * largest * sets)) return untestable("not finite");
  const rounding = ROUNDING * Math.max(magnitude, largest);
  if (largest <= ROUNDING * magnitude) return untestable("no difference");
  if (spread <= rounding) return untestable("constant difference");
  const bandwidth = ewcBandwidth(sets);
  const longRunVariance = meanSquare(lowCosines(differences, bandwidth));
  const standardError = Math.sqrt(longRunVariance / sets);
  const statistic = m / standardError;
  return {
    testable: true,
    sets,
    mean: m,
    longRunVariance,
    standardError,
    bandwidth,
    statistic,
    pValue: studentTwoSided(statistic, bandwidth),
  };
}

/** Relative to the numbers computed with: below it, a difference is rounding, not information. */
const ROUNDING = 1e-13;

/**
 * B = max(2, floor(0.4 n^(2/3))), the number of cosines and degrees of freedom of {@link ewc}.
 *
 * Source: Lazarus et al. (2018), equation 4.
 */
export function ewcBandwidth(sets: number): number {
  const root = Math.cbrt(sets * sets);
  // The cube root of a whole cube must not lose its floor to rounding.
  return Math.max(2, Math.floor(0.4 * root * (1 + 4 * Number.EPSILON)));
}

/** The long-run variance V of {@link ewc}, in the squared unit; 0 when all the cosines' coefficients are 0. */
export function ewcVariance(values: ArrayLike<number>): number {
  return meanSquare(lowCosines(values, ewcBandwidth(values.length)));
}

function meanSquare(values: Float64Array): number {
  const total = new Sum();
  for (const value of values) total.add(value * value);
  return total.mean ?? 0;
}

function sizes(values: ArrayLike<number>, m: number): { largest: number; spread: number } {
  let [largest, spread] = [0, 0];
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    largest = Math.max(largest, Math.abs(value));
    spread = Math.max(spread, Math.abs(value - m));
  }
  return { largest, spread };
}
