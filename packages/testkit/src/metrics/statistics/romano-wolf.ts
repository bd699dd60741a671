import { at } from "../../numbers/column.js";
import { ascendingOrder } from "../../numbers/order.js";
import { mean } from "../../numbers/sum.js";
import { type IndexSets, resampledMeans } from "./circular-blocks.js";

/** Which rules are better than the benchmark, corrected for their number. */
export interface StepDown {
  /** t_k = m_k / sd*_k, one a rule; NaN for a rule whose losses are the benchmark's. */
  readonly statistics: Float64Array;
  /** One-sided, one a rule. */
  readonly adjustedPValues: Float64Array;
}

/**
 * Romano and Wolf's step-down: t_k = mean(benchmark's loss - rule's) / sd* with sd* the standard deviation of the draws; in
 * descending order of t, p = (1 + draws whose largest among the rules that remain is at least t) / (draws + 1), made monotone.
 *
 * Sources: J. P. Romano and M. Wolf, "Stepwise multiple testing as formalized data snooping", Econometrica 73 (2005) 1237-1282; the
 * p values: the same, Stat. Prob. Lett. 113 (2016) 38-40.
 *
 * @param benchmark The benchmark's losses. @param losses One series a rule on the same sets.
 * @param indexSets Draws of the sets.
 */
export function romanoWolf(
  benchmark: ArrayLike<number>,
  losses: readonly ArrayLike<number>[],
  indexSets: IndexSets,
): StepDown {
  const gains = losses.map((series) =>
    Float64Array.from(series, (loss, t) => (benchmark[t] ?? Number.NaN) - loss),
  );
  const draws = gains.map((gain) => {
    const centre = mean(gain) ?? Number.NaN;
    return resampledMeans(gain, indexSets).map((drawn) => drawn - centre);
  });
  const spreads = draws.map(standardDeviation);
  const statistics = Float64Array.from(
    gains,
    (gain, k) => (mean(gain) ?? Number.NaN) / at(spreads, k),
  );
  const testable = statistics.map((t) => (Number.isFinite(t) ? t : Number.NEGATIVE_INFINITY));
  const order = [...ascendingOrder(testable.map((t) => -t))];
  const adjustedPValues = new Float64Array(losses.length).fill(1);
  // From the smallest t up, each draw's largest among the rules that remain is known.
  const largest = new Float64Array(indexSets.length).fill(Number.NEGATIVE_INFINITY);
  for (const k of order.toReversed()) {
    const t = at(testable, k);
    if (t === Number.NEGATIVE_INFINITY) continue;
    let reached = 1;
    for (let r = 0; r < largest.length; r += 1) {
      largest[r] = Math.max(at(largest, r), (draws[k]?.[r] ?? Number.NaN) / at(spreads, k));
      if (at(largest, r) >= t) reached += 1;
    }
    adjustedPValues[k] = reached / (indexSets.length + 1);
  }
  let most = 0;
  for (const k of order) {
    most = Math.max(most, at(adjustedPValues, k));
    adjustedPValues[k] = most;
  }
  return { statistics, adjustedPValues };
}

function standardDeviation(values: Float64Array): number {
  const centre = mean(values) ?? 0;
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)) ?? 0);
}
