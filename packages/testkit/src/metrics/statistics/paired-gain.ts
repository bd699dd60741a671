import { mean } from "../../numbers/sum.js";
import { clopperPearson } from "./clopper-pearson.js";
import { exactMcNemar } from "./mcnemar.js";
import { studentQuantile, studentTwoSided } from "./student-t.js";

/** What a change gained over the seeds, each against itself without the change. In the unit of the values. */
export interface PairedGain {
  readonly seeds: number;
  readonly meanGain: number;
  /** Of the mean; null for one seed. */
  readonly standardError: number | null;
  /** 95 % t interval of the mean; null for one seed. */
  readonly interval: readonly [number, number] | null;
  /** Two-sided t test that the mean is 0; null for one seed or gains that do not vary. */
  readonly pValue: number | null;
  readonly seedsWithGain: number;
  /** Clopper and Pearson's 95 % interval of the share of seeds with gain. */
  readonly shareInterval: readonly [number, number];
  /** Two-sided exact sign test; seeds without any difference do not count. */
  readonly signTest: number;
}

/**
 * Gain paired by seed: mean of changed less plain, with Student's t of seeds - 1 degrees.
 *
 * Source: Student (W. S. Gosset), Biometrika 6 (1908) 1-25; the sign test: W. J. Dixon and A. M. Mood, J. Am. Stat. Assoc. 41 (1946).
 *
 * @param plain One value a seed. @param changed The same seeds with the change.
 * @returns null for no seeds.
 */
export function pairedGain(
  plain: ArrayLike<number>,
  changed: ArrayLike<number>,
): PairedGain | null {
  const gains = Float64Array.from(changed, (value, i) => value - (plain[i] ?? Number.NaN));
  const seeds = gains.length;
  const meanGain = mean(gains);
  if (meanGain === null) return null;
  const more = gains.filter((gain) => gain > 0).length;
  const less = gains.filter((gain) => gain < 0).length;
  const standardError = standardErrorOf(gains, meanGain);
  const half = standardError === null ? null : studentQuantile(0.975, seeds - 1) * standardError;
  return {
    seeds,
    meanGain,
    standardError,
    interval: half === null ? null : [meanGain - half, meanGain + half],
    pValue: standardError ? studentTwoSided(meanGain / standardError, seeds - 1) : null,
    seedsWithGain: more,
    shareInterval: clopperPearson(more, seeds),
    signTest: exactMcNemar(less, more).pValue,
  };
}

function standardErrorOf(gains: Float64Array, m: number): number | null {
  const n = gains.length;
  if (n < 2) return null;
  const squares = mean(gains.map((gain) => (gain - m) ** 2)) ?? 0;
  return Math.sqrt(squares / (n - 1));
}
