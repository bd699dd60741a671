import { at } from "../../numbers/column.js";
import { mean } from "../../numbers/sum.js";
import { type IndexSets, resampledMeans } from "./circular-blocks.js";

/** One rule, in the order in which rules leave the set: the worst first, the last one never leaves. */
export interface ConfidenceSetStep {
  /** Index of the rule. */
  readonly rule: number;
  /** Null for the rule that is left. */
  readonly statistic: number | null;
  /** Of the test at which the rule left. */
  readonly stepPValue: number;
  /** The rule is in the set of confidence 1 - alpha when this is at least alpha. */
  readonly mcsPValue: number;
}

/**
 * The model confidence set: the rules that cannot be excluded from being the best. `range`: T_R, the largest of (m_i - m_j) / sd*
 * over all pairs; the rule with the largest leaves. `max`: T_max, the largest of (m_i - mean of the set) / sd*. A step's p is the
 * share of draws strictly above the statistic (1 where that is 0), a rule's the largest up to its step. Under serial dependence it
 * excludes too much (measured: something in 24 to 48 % of null families of six), so it supplements a claim and is not one.
 *
 * Source: P. R. Hansen, A. Lunde and J. M. Nason, "The model confidence set", Econometrica 79 (2011) 453-497, section 3.1.
 *
 * @param losses One series a rule, all on the same sets, at least one rule.
 * @param indexSets Draws of the sets.
 */
export function modelConfidenceSet(
  losses: readonly ArrayLike<number>[],
  indexSets: IndexSets,
  method: "range" | "max",
): ConfidenceSetStep[] {
  const means = losses.map((series) => mean(Array.from(series)) ?? Number.NaN);
  const deviations = losses.map((series, rule) =>
    resampledMeans(series, indexSets).map((drawn) => drawn - at(means, rule)),
  );
  const worst = method === "range" ? worstByRange : worstByMax;
  const left = losses.map((_, rule) => rule);
  const steps: ConfidenceSetStep[] = [];
  let largest = 0;
  while (left.length > 1) {
    const { rule, statistic, pValue } = worst(left, means, deviations, indexSets.length);
    largest = Math.max(largest, pValue);
    steps.push({ rule, statistic, stepPValue: pValue, mcsPValue: largest });
    left.splice(left.indexOf(rule), 1);
  }
  const [best] = left;
  if (best !== undefined) {
    steps.push({ rule: best, statistic: null, stepPValue: 1, mcsPValue: 1 });
  }
  return steps;
}

interface Worst {
  readonly rule: number;
  readonly statistic: number;
  readonly pValue: number;
}

type WorstOf = (
  left: readonly number[],
  means: readonly number[],
  deviations: readonly Float64Array[],
  draws: number,
) => Worst;

const worstByRange: WorstOf = (left, means, deviations, draws) => {
  const simulated = new Float64Array(draws);
  let [rule, statistic] = [left[0] ?? 0, 0];
  for (const i of left) {
    for (const j of left) {
      const apart = Float64Array.from(
        simulated,
        (_, r) => deviation(deviations, i, r) - deviation(deviations, j, r),
      );
      const spread = rootMeanSquare(apart);
      // Rules with the same losses in every draw are as good as each other, as each is as good as itself.
      if (spread === 0) continue;
      const ratio = (at(means, i) - at(means, j)) / spread;
      if (ratio > statistic) [rule, statistic] = [i, ratio];
      raise(simulated, apart, spread);
    }
  }
  return { rule, statistic, pValue: shareAbove(simulated, statistic) };
};

const worstByMax: WorstOf = (left, means, deviations, draws) => {
  const average = mean(left.map((i) => at(means, i))) ?? 0;
  const centre = Float64Array.from(
    { length: draws },
    (_, r) => mean(left.map((i) => deviation(deviations, i, r))) ?? 0,
  );
  const simulated = new Float64Array(draws).fill(Number.NEGATIVE_INFINITY);
  let [rule, statistic] = [left[0] ?? 0, Number.NEGATIVE_INFINITY];
  for (const i of left) {
    const apart = centre.map((value, r) => deviation(deviations, i, r) - value);
    const spread = rootMeanSquare(apart);
    const ratio = spread === 0 ? 0 : (at(means, i) - average) / spread;
    if (ratio > statistic) [rule, statistic] = [i, ratio];
    raise(simulated, apart, spread === 0 ? 1 : spread);
  }
  return { rule, statistic, pValue: shareAbove(simulated, statistic) };
};

function deviation(deviations: readonly Float64Array[], rule: number, draw: number): number {
  return deviations[rule]?.[draw] ?? Number.NaN;
}

function rootMeanSquare(values: Float64Array): number {
  return Math.sqrt(mean(values.map((value) => value * value)) ?? 0);
}

/** Raises each draw's maximum to `values` / `spread` where that is larger. */
function raise(maxima: Float64Array, values: Float64Array, spread: number): void {
  for (let r = 0; r < maxima.length; r += 1) {
    maxima[r] = Math.max(at(maxima, r), at(values, r) / spread);
  }
}

/** 1 where nothing sets the rules apart, neither their means nor any draw: then they are as good as each other. */
function shareAbove(values: Float64Array, limit: number): number {
  if (limit === 0) return 1;
  let above = 0;
  for (const value of values) if (value > limit) above += 1;
  return above / values.length;
}
