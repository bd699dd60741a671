import { mean } from "../../numbers/sum.js";
import { adjust, withAdjusted } from "../../metrics/folds/comparison.js";
import { type Assessment, assessDifference } from "../../metrics/statistics/assess.js";

/** Chance that a race excludes any rule although all are equally good: the level of Holm's correction over all pairs. */
export const RACE_LEVEL = 0.1;

/** Two rules on the same sets. */
export interface Pair {
  /** Indices of rules, the first below the second. */
  readonly first: number;
  readonly second: number;
  /** Of the first against the second; its own p, uncorrected. */
  readonly assessment: Assessment;
  /** p after Holm's correction for all pairs; null where there is no test. */
  readonly adjustedPValue: number | null;
  /** The rule that this pair excludes, or null. */
  readonly excludes: number | null;
}

/** One rule in a race. */
export interface Standing {
  /** Mean of the losses, in their unit; null without sets. */
  readonly meanLoss: number | null;
  /** Mean loss / the smallest mean loss - 1; null where that is 0 or there are no sets. */
  readonly behind: number | null;
  readonly inRace: boolean;
  /** Indices of the rules that exclude it. */
  readonly excludedBy: readonly number[];
}

export interface Race {
  readonly sets: number;
  /** One a rule. */
  readonly standings: readonly Standing[];
  /** All pairs, by first and then second. */
  readonly pairs: readonly Pair[];
  /** Index of the rule with the smallest mean loss, of equals the first; null without sets. */
  readonly best: number | null;
}

export interface RaceOptions {
  /** Whether losses are 0 or 1. */
  readonly zeroOne?: boolean;
}

/**
 * Which of several rules can still be the best. A rule is excluded when another has the smaller mean loss and the equal-weighted
 * cosine test of the two, after Holm's correction for all pairs, has p below {@link RACE_LEVEL}; and only by a pair that can be
 * relied on (`Assessment.reasons` is empty), since below those limits the test's false positives were measured to be too many.
 *
 * @param losses One series a rule, on the same sets in order of time.
 */
export function race(losses: readonly Float64Array[], { zeroOne = false }: RaceOptions = {}): Race {
  const means = losses.map((series) => mean(series));
  const untested = [...pairsOf(losses.length)].map(([first, second]) => ({
    first,
    second,
    assessment: assessDifference(of(losses, first), of(losses, second), { zeroOne }),
  }));
  const adjusted = adjust(
    untested.map(({ assessment: { test } }) => (test.testable ? test.pValue : null)),
  );
  const pairs = untested.map((pair, i) => {
    const adjustedPValue = adjusted[i] ?? null;
    return { ...pair, adjustedPValue, excludes: excluded(pair, adjustedPValue) };
  });
  const best = smallest(means);
  return {
    sets: losses[0]?.length ?? 0,
    standings: means.map((meanLoss, rule) => {
      const excludedBy = pairs
        .filter(({ excludes }) => excludes === rule)
        .map(({ first, second }) => (first === rule ? second : first));
      const behind = behindOf(meanLoss, best === null ? null : (means[best] ?? null));
      return { meanLoss, behind, inRace: excludedBy.length === 0, excludedBy };
    }),
    pairs,
    best,
  };
}

/** A rule against the baseline, judged as in a replay but for Holm's correction over all rules. */
export interface AgainstBaseline extends Assessment {
  /** Null where there is no test; `kind` and `beyondChance` go by it. */
  readonly adjustedPValue: number | null;
}

/**
 * Every rule but the baseline against it.
 * @param baseline Index of a rule. @returns One a rule; null for the baseline.
 */
export function againstBaseline(
  losses: readonly Float64Array[],
  baseline: number,
  { zeroOne = false }: RaceOptions = {},
): (AgainstBaseline | null)[] {
  const assessed = losses.map((series, rule) =>
    rule === baseline ? null : assessDifference(series, of(losses, baseline), { zeroOne }),
  );
  const adjusted = adjust(
    assessed.map((one) => (one?.test.testable === true ? one.test.pValue : null)),
  );
  return assessed.map((one, i) => (one === null ? null : withAdjusted(one, adjusted[i] ?? null)));
}

function* pairsOf(rules: number): Generator<readonly [number, number]> {
  for (let first = 0; first < rules; first += 1) {
    for (let second = first + 1; second < rules; second += 1) yield [first, second];
  }
}

function excluded(
  { first, second, assessment }: Pick<Pair, "first" | "second" | "assessment">,
  adjustedPValue: number | null,
): number | null {
  if (adjustedPValue === null || adjustedPValue >= RACE_LEVEL || assessment.reasons.length > 0) {
    return null;
  }
  const { meanDifference } = assessment;
  if (meanDifference === null || meanDifference === 0) return null;
  return meanDifference < 0 ? second : first;
}

function smallest(means: readonly (number | null)[]): number | null {
  let best: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [rule, value] of means.entries()) {
    if (value === null || !(value < least)) continue;
    [best, least] = [rule, value];
  }
  return best;
}

function behindOf(own: number | null, best: number | null): number | null {
  return own === null || best === null || !(best > 0) ? null : own / best - 1;
}

function of(losses: readonly Float64Array[], rule: number): Float64Array {
  return losses[rule] ?? new Float64Array();
}
