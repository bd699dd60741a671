import { at } from "../../numbers/column.js";
import { mean } from "../../numbers/sum.js";
import { ewcBandwidth, ewcVariance, MIN_EWC_SETS } from "./ewc.js";
import { studentQuantile } from "./student-t.js";

/** Part of the reference's loss that is gone, with how sure that is. Without a unit; 0.05 is 5 % less loss, negative is more. */
export interface SkillInterval {
  /** s = 1 - mean loss / mean reference loss. */
  readonly skill: number;
  readonly low: number;
  readonly high: number;
  /** Standard error of the skill. */
  readonly standardError: number;
}

/**
 * Interval of the skill by the delta method: u = loss - (1 - s) reference loss, s +- t_B((1 + confidence) / 2) sqrt(V(u) / n) / mean
 * reference loss, with V, B and Student's t of the equal-weighted cosine test. Losses that are the same part of the reference's in
 * every set have an interval without width.
 *
 * Sources: the ratio of two means, linearized (e.g. W. G. Cochran, Sampling Techniques, 1977, section 6.3); V: Lazarus, Lewis,
 * Stock and Watson, J. Bus. Econ. Stat. 36 (2018) 541-559.
 *
 * @param losses Not negative, in order of time. @param reference The baseline's losses on the same sets.
 * @param confidence Two-sided, between 0 and 1.
 * @returns null for fewer than 3 sets, a reference that was never wrong, or losses that are not finite.
 */
export function skillInterval(
  losses: ArrayLike<number>,
  reference: ArrayLike<number>,
  confidence = 0.95,
): SkillInterval | null {
  const n = losses.length;
  const own = mean(Array.from(losses));
  const other = mean(Array.from(reference));
  if (n < MIN_EWC_SETS || own === null || other === null) return null;
  const ratio = own / other;
  const residual = Float64Array.from(losses, (loss, t) => loss - ratio * at(reference, t));
  const standardError = Math.sqrt(ewcVariance(residual) / n) / other;
  const half = studentQuantile((1 + confidence) / 2, ewcBandwidth(n)) * standardError;
  // Of a reference without loss, or losses that are not finite, it is not finite either.
  if (!Number.isFinite(half)) return null;
  const skill = 1 - ratio;
  return { skill, low: skill - half, high: skill + half, standardError };
}
