import {
  type Assessment,
  type AssessOptions,
  assessDifference,
  verdictKind,
} from "../statistics/assess.js";
import {
  automaticLags,
  type DieboldMariano,
  dieboldMariano,
} from "../statistics/diebold-mariano.js";
import { holm } from "../statistics/multiple.js";

/** The weighted combination against another of the same sets. */
export interface Comparison extends Assessment {
  /**
   * The test's p after correction for other comparisons ({@link compareAll}); `kind` and `beyondChance` go by it. Null where there is
   * no test.
   */
  readonly adjustedPValue: number | null;
  /** A second opinion that decides nothing: Diebold and Mariano's test, corrected by Harvey, Leybourne and Newbold. */
  readonly dieboldMariano: DieboldMariano | null;
}

export interface CompareOptions extends AssessOptions {
  /** How many sets ahead an inference looks. */
  readonly horizon: number;
}

/** One comparison that stands alone. */
export function compareLosses(
  own: Float64Array,
  other: Float64Array,
  options: CompareOptions,
): Comparison {
  const { horizon } = options;
  const assessment = assessDifference(own, other, options);
  return {
    ...assessment,
    adjustedPValue: assessment.test.testable ? assessment.test.pValue : null,
    dieboldMariano: dieboldMariano(own, other, {
      horizon,
      kernel: "bartlett",
      lags: automaticLags(own.length, horizon),
    }),
  };
}

/**
 * The comparisons with each of some baselines. The first was planned, so its p stands as it is: correcting it for looks at others costs
 * 8 points of power (50 sets, 5 % better) and protects nothing, since "better" is claimed only against the baseline that is hardest to
 * beat. The others' are corrected for the number of all (Holm), since which of them is named is decided by their losses.
 */
export function compareAll(
  own: Float64Array,
  others: readonly Float64Array[],
  options: CompareOptions,
): Comparison[] {
  const compared = others.map((other) => compareLosses(own, other, options));
  const adjusted = adjust(compared.map(({ adjustedPValue }) => adjustedPValue));
  return compared.map((comparison, i) =>
    i === 0 ? comparison : withAdjusted(comparison, adjusted[i] ?? null),
  );
}

/** Holm's correction of the p values that there are. */
export function adjust(pValues: readonly (number | null)[]): (number | null)[] {
  const corrected = holm(pValues.filter((p) => p !== null));
  let next = 0;
  return pValues.map((p) => {
    if (p === null) return null;
    next += 1;
    return corrected[next - 1] ?? null;
  });
}

/** The same numbers, judged by another p. */
export function withAdjusted<A extends Assessment>(
  assessment: A,
  adjustedPValue: number | null,
): A & { readonly adjustedPValue: number | null } {
  const { test, interval, mcNemar, reasons } = assessment;
  if (!test.testable || adjustedPValue === null) return { ...assessment, adjustedPValue };
  const kind = verdictKind({ ...test, pValue: adjustedPValue }, interval, mcNemar);
  const beyondChance = (kind === "better" || kind === "worse") && reasons.length === 0;
  return { ...assessment, adjustedPValue, kind, beyondChance };
}
