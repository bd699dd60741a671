import { InferenceSet } from "../inference-set";
import { median as middle, midpoint } from "../math/median";
import { descending } from "../math/order";
import { UnitSum } from "../math/unit-sum";
import { PerWorker } from "../per-worker";
import { mistake } from "../trap";

/**
 * The joint answer of a set's workers, in their unit, for topics without any truth; NaN for an empty set. A consensus rewards agreeing, not
 * being right: whoever guesses what the others will answer does best, and a majority that colludes decides what counts as true.
 */
export namespace Consensus {
  /** The median; of an even count, the mean of the two middle ones. Holds until half of the workers collude. */
  export function median(set: InferenceSet): f64 {
    return middle(valuesOf(set));
  }

  /**
   * The mean of what is left when a share of the inferences is cut off at each end: `floor(share * n)` of them.
   * @param share 0 (the plain mean) to below 0.5; a worker can move the result only as far as the others' remaining values
   */
  export function trimmedMean(set: InferenceSet, share: f64): f64 {
    if (!(share >= 0 && share < 0.5))
      mistake("Consensus.trimmedMean: the share must be from 0 to below 0.5");
    const values = valuesOf(set);
    const count = values.length;
    if (count == 0) return NaN;
    const places = descending(values);
    const cut = <i32>(share * <f64>count);
    let mean: f64 = 0;
    for (let i = cut; i < count - cut; i++) {
      const value = unchecked(values[unchecked(places[i])]);
      // Parts first: a difference or a sum of two doubles may overflow.
      mean += value / <f64>(i - cut + 1) - mean / <f64>(i - cut + 1);
    }
    return mean;
  }

  /**
   * The weighted mean, sum of weight * inference / sum of weight: the topic's answer. Workers without a weight do not count; when all weights
   * are 0, all count the same. Gamed: the worker with most weight pulls it towards its own answer; see `weightedMedian`.
   */
  export function weightedMean(set: InferenceSet, weights: PerWorker): f64 {
    if (set.length == 0) return NaN;
    const shares = sharesIn(set, weights);
    let widest: f64 = 0;
    // Only those with weight: a worker without must not cost the others precision.
    for (let i = 0; i < set.length; i++)
      if (unchecked(shares[i]) > 0) widest = max(widest, abs(set.value(i)));
    if (widest == 0) return 0;
    const sum = new UnitSum();
    for (let i = 0; i < set.length; i++)
      if (unchecked(shares[i]) > 0) sum.add(unchecked(shares[i]) * (set.value(i) / widest));
    return max(-widest, min(widest, sum.value * widest));
  }

  /**
   * The weighted median: the smallest inference such that it and those below have half of the weight; when they have exactly half, the mean of
   * it and the next one with weight. Nobody with less than half of the weight can move it far.
   */
  export function weightedMedian(set: InferenceSet, weights: PerWorker): f64 {
    if (set.length == 0) return NaN;
    const shares = sharesIn(set, weights);
    const values = valuesOf(set);
    const places = descending(values);
    const below = new UnitSum();
    let at = set.length - 1;
    for (; at > 0; at--) {
      below.add(unchecked(shares[unchecked(places[at])]));
      if (below.value >= 0.5) break;
    }
    const value = unchecked(values[unchecked(places[at])]);
    if (at == 0 || below.value > 0.5) return value;
    // The next that has any weight.
    let next = at - 1;
    while (next > 0 && unchecked(shares[unchecked(places[next])]) == 0) next--;
    return midpoint(value, unchecked(values[unchecked(places[next])]));
  }
}

function valuesOf(set: InferenceSet): StaticArray<f64> {
  const values = new StaticArray<f64>(set.length);
  for (let i = 0; i < set.length; i++) unchecked((values[i] = set.value(i)));
  return values;
}

/** The weights of those in the set, to sum to 1; equal when nobody has any. */
function sharesIn(set: InferenceSet, weights: PerWorker): StaticArray<f64> {
  const shares = new StaticArray<f64>(set.length);
  let most: f64 = 0;
  for (let i = 0; i < set.length; i++) most = max(most, weights.get(set.worker(i)));
  const sum = new UnitSum();
  for (let i = 0; i < set.length; i++) {
    const part = most > 0 ? max<f64>(weights.get(set.worker(i)), 0) / most : 1;
    unchecked((shares[i] = part));
    sum.add(part);
  }
  for (let i = 0; i < set.length; i++) unchecked((shares[i] = shares[i] / sum.value));
  return shares;
}
