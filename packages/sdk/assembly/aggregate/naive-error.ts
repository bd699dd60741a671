import { Round } from "../round";
import { Truth } from "../truth/truth";

/**
 * Mean absolute error, over the window, of the naive forecast, which repeats the last truth: the mean of |truth - truth of the set before| where
 * both are known, in the truth's unit; 0 when there are no two such sets. For `Loss.scaled`.
 */
export function naiveError(round: Round, truth: Truth): f64 {
  let mean: f64 = 0;
  let count = 0;
  for (let i = 0; i + 1 < round.length; i++) {
    const set = round.set(i);
    const before = round.set(i + 1);
    if (!truth.isKnown(set) || !truth.isKnown(before)) continue;
    const change = min(abs(truth.of(set) - truth.of(before)), f64.MAX_VALUE);
    mean += (change - mean) / <f64>++count;
  }
  return mean;
}
