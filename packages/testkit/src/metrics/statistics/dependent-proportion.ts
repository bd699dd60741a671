import { sum } from "../../numbers/sum.js";
import { ewcBandwidth, ewcVariance, MIN_EWC_SETS } from "./ewc.js";
import { normalQuantile } from "./normal.js";
import { studentQuantile } from "./student-t.js";
import { wilsonFrom } from "./wilson.js";

/** A proportion of sets, with an interval that allows for sets that depend on their neighbours. */
export interface DependentProportion {
  readonly hits: number;
  readonly trials: number;
  /** hits / trials. */
  readonly share: number;
  readonly interval: readonly [number, number];
  /** How many independent sets carry as much information: trials p (1 - p) / V, at most `trials`. */
  readonly effectiveTrials: number;
}

/**
 * Wilson's interval with the effective number of trials n* = n p (1 - p) / V, V the long-run variance of the equal-weighted cosine
 * test, at most n, and Student's quantile with its B degrees for the normal one. Where all were hits, or none, there is no variance
 * to estimate and it is the plain interval of independent sets.
 *
 * Sources: effective sample size in an interval of a proportion: E. L. Korn and B. I. Graubard, Survey Methodology 24 (1998)
 * 193-201; in Wilson's: N. Dean and M. Pagano, Int. Stat. Rev. 83 (2015) 484-510; V: Lazarus et al. (2018).
 *
 * @param hits 1 or 0 of each set, in order of time. @param confidence Two-sided, between 0 and 1.
 * @returns null for no sets.
 */
export function dependentProportion(
  hits: ArrayLike<number>,
  confidence = 0.95,
): DependentProportion | null {
  const trials = hits.length;
  if (trials === 0) return null;
  const count = sum(Array.from(hits));
  const share = count / trials;
  const result = { hits: count, trials, share };
  const tail = (1 + confidence) / 2;
  if (count === 0 || count === trials || trials < MIN_EWC_SETS) {
    const interval = wilsonFrom(share, trials, normalQuantile(tail));
    return { ...result, interval, effectiveTrials: trials };
  }
  const effectiveTrials = Math.min(trials, (trials * share * (1 - share)) / ewcVariance(hits));
  const quantile = studentQuantile(tail, ewcBandwidth(trials));
  return { ...result, interval: wilsonFrom(share, effectiveTrials, quantile), effectiveTrials };
}
