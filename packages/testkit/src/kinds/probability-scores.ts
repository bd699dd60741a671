import { Sum } from "../numbers/sum.js";

/**
 * Floor below which replays no longer distinguish small probabilities, in log pools and logarithmic scores: a topic in millionths, as the chain's
 * integers suggest, can state none smaller. One worker's certainty, or one impossible event, then cannot decide all.
 */
export const PROBABILITY_FLOOR = 1e-6;

/**
 * Logarithmic score of one set: -ln p of what came, at most -ln {@link PROBABILITY_FLOOR} = 13.8.
 *
 * Source: I. J. Good, "Rational decisions", J. R. Stat. Soc. B 14 (1952) 107-114.
 */
export function logScoreOf(probability: number): number {
  return -Math.log(Math.max(probability, PROBABILITY_FLOOR));
}

/**
 * Brier score of one set, sum_k (p_k - o_k)^2, where o is 1 for the class that came and 0 for the others: 0 is perfect, 2
 * the worst. For an event that happens or not, give the two probabilities [1 - p, p]; Brier's binary form is half of this.
 *
 * Source: G. W. Brier, "Verification of forecasts expressed in terms of probability", Mon. Weather Rev. 78 (1950) 1-3.
 *
 * @param distribution Sums to 1.
 * @param outcome Index of the class that came.
 */
export function brierScore(distribution: ArrayLike<number>, outcome: number): number {
  const total = new Sum();
  for (let k = 0; k < distribution.length; k += 1) {
    const miss = (distribution[k] ?? 0) - (k === outcome ? 1 : 0);
    total.add(miss * miss);
  }
  return total.value;
}
