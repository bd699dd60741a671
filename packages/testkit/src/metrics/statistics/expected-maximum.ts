import { normalQuantile } from "./normal.js";

const EULER = 0.5772156649015329;

/**
 * The expected best of K independent standard normal scores: what luck alone makes of trying K rules, in standard errors.
 * (1 - g) z(1 - 1/K) + g z(1 - 1/(K e)), g Euler's constant.
 *
 * Source: D. H. Bailey and M. Lopez de Prado, "The deflated Sharpe ratio", J. Portfolio Management 40 (2014) 94-107.
 *
 * @param trials K, at least 1. @returns 0 for one trial.
 */
export function expectedMaximum(trials: number): number {
  if (trials <= 1) return 0;
  return (
    (1 - EULER) * normalQuantile(1 - 1 / trials) + EULER * normalQuantile(1 - 1 / (trials * Math.E))
  );
}
