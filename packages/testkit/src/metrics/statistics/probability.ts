import { Sum } from "../../numbers/sum.js";

/**
 * Where replays stop telling small probabilities apart, in log pools and logarithmic scores: a topic in millionths, as the chain's
 * integers suggest, can state none smaller. One worker's certainty, or one impossible event, then cannot decide all.
 */
export const PROBABILITY_FLOOR = 1e-6;

/** Logarithmic score of one set: -ln p of what came, at most -ln {@link PROBABILITY_FLOOR} = 13.8. */
export function logScoreOf(probability: number): number {
  return -Math.log(Math.max(probability, PROBABILITY_FLOOR));
}

/**
 * Brier score, mean over sets of sum_k (p_k - o_k)^2, where o is 1 for the class that came and 0 for the others: 0 is
 * perfect, 2 the worst. For an event that happens or not, give the two probabilities [1 - p, p]; Brier's binary form is half
 * of this.
 *
 * Source: G. W. Brier, "Verification of forecasts expressed in terms of probability", Mon. Weather Rev. 78 (1950) 1-3.
 *
 * @param forecasts One distribution a set, each summing to 1.
 * @param outcomes Index of the class that came, one a set.
 * @returns null for no sets.
 */
export function brierScore(
  forecasts: readonly ArrayLike<number>[],
  outcomes: ArrayLike<number>,
): number | null {
  const total = new Sum();
  for (const [set, forecast] of forecasts.entries()) {
    const score = new Sum();
    for (let k = 0; k < forecast.length; k += 1) {
      const miss = (forecast[k] ?? 0) - (k === outcomes[set] ? 1 : 0);
      score.add(miss * miss);
    }
    total.add(score.value);
  }
  return total.mean;
}

/**
 * Logarithmic score, mean over sets of -ln p of the class that came: 0 is perfect, Infinity when something came that was
 * called impossible.
 *
 * Source: I. J. Good, "Rational decisions", J. R. Stat. Soc. B 14 (1952) 107-114.
 *
 * @param floor Probabilities below it are raised to it, so that one impossible event does not decide all; 0 for none.
 * @returns null for no sets.
 */
export function logScore(
  forecasts: readonly ArrayLike<number>[],
  outcomes: ArrayLike<number>,
  floor = 0,
): number | null {
  const total = new Sum();
  for (const [set, forecast] of forecasts.entries()) {
    total.add(-Math.log(Math.max(forecast[outcomes[set] ?? -1] ?? 0, floor)));
  }
  return total.mean;
}
