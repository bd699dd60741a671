import { at } from "../../numbers/column.js";
import { lowerBound } from "../../numbers/lower-bound.js";
import { Sum } from "../../numbers/sum.js";
import { normalCdf, normalQuantile } from "./normal.js";
import { pearson } from "./rank.js";

/** How many of many topics come out significant when nothing is better anywhere. */
export interface CountSpread {
  readonly topics: number;
  /** topics times alpha. */
  readonly expected: number;
  /** The count is at most this in 95 % of histories in which nothing is better. */
  readonly usuallyAtMost: number;
  /** Chance of no significant topic at all. */
  readonly none: number;
  /** The mean correlation between topics that was used. */
  readonly correlation: number;
}

/**
 * How far chance alone spreads the number of topics that a test at level alpha calls significant: topics share one normal factor,
 * so that two topics' statistics correlate by rho; given the factor they are independent, and the count is binomial.
 *
 * Source: O. Vasicek, "The distribution of loan portfolio value", Risk 15 (2002) 160-162 (the count of exceedances under one factor),
 * here with both tails.
 *
 * @param topics Whole, at least 1. @param correlation rho, 0 to 1 (both included); lower counts as 0.
 * @param alpha Level of each topic's two-sided test.
 */
export function significantCountSpread(
  topics: number,
  correlation: number,
  alpha = 0.05,
): CountSpread {
  const rho = Math.min(1, Math.max(0, correlation));
  const chances = new Float64Array(topics + 1);
  for (const { weight, factor } of NODES) {
    const p = rejectionGiven(factor, rho, alpha);
    addBinomial(chances, topics, p, weight);
  }
  let usuallyAtMost = 0;
  for (let reached = at(chances, 0); reached < USUAL;) {
    usuallyAtMost += 1;
    reached += at(chances, usuallyAtMost);
  }
  return {
    topics,
    expected: topics * alpha,
    usuallyAtMost,
    none: at(chances, 0),
    correlation: rho,
  };
}

/** 95 %, which a sum of rounded chances may miss in its last digits. */
const USUAL = 0.95 - 1e-9;

/** Chance that a topic's statistic is beyond +-z(alpha / 2) when the shared factor is known. */
function rejectionGiven(factor: number, rho: number, alpha: number): number {
  const bound = -normalQuantile(alpha / 2);
  const shared = Math.sqrt(rho) * factor;
  // 0 with full correlation: both quotients are infinite then, and the chance is 0 or 1.
  const rest = Math.sqrt(1 - rho);
  return normalCdf((-bound - shared) / rest) + normalCdf((-bound + shared) / rest);
}

/** Adds `weight` times the chances of 0..topics hits of probability p. */
function addBinomial(chances: Float64Array, topics: number, p: number, weight: number): void {
  if (p >= 1) {
    chances[topics] = at(chances, topics) + weight;
    return;
  }
  let logChance = topics * Math.log1p(-p);
  const odds = Math.log(p) - Math.log1p(-p);
  for (let k = 0; k <= topics; k += 1) {
    chances[k] = at(chances, k) + weight * Math.exp(logChance);
    logChance += odds + Math.log((topics - k) / (k + 1));
  }
}

/** The standard normal factor in steps of 1/32 from -8 to 8: the trapezoidal rule, which converges geometrically here. */
const NODES = Array.from({ length: 513 }, (_, i) => {
  const factor = (i - 256) / 32;
  return { factor, weight: Math.exp((-factor * factor) / 2) / Math.sqrt(2 * Math.PI) / 32 };
});

/** The differences of one topic's sets. */
export interface TopicDifferences {
  /** UNIX seconds, ascending, one a set. */
  readonly timestamps: Float64Array;
  readonly differences: Float64Array;
}

/** More pairs than this are not correlated; they would add nothing new. */
const MAX_PAIRS = 20_000;
/** A correlation over fewer common sets means nothing. */
const MIN_COMMON_SETS = 10;

/**
 * Mean of the correlations between topics' differences, each on the sets that two topics have at the same time; pairs with fewer
 * than 10 of them, or without variation, are left out, and past 20,000 pairs those of the first topics are used.
 *
 * @returns null when no pair has a correlation.
 */
export function meanCrossCorrelation(topics: readonly TopicDifferences[]): number | null {
  const total = new Sum();
  let pairs = 0;
  for (const [i, one] of topics.entries()) {
    for (const other of topics.slice(0, i)) {
      if (pairs >= MAX_PAIRS) return total.mean;
      pairs += 1;
      const correlation = commonCorrelation(one, other);
      if (correlation !== null) total.add(correlation);
    }
  }
  return total.mean;
}

function commonCorrelation(one: TopicDifferences, other: TopicDifferences): number | null {
  const [x, y]: [number[], number[]] = [[], []];
  let from = 0;
  for (const [t, time] of one.timestamps.entries()) {
    from = lowerBound(other.timestamps, time, from);
    if (other.timestamps[from] !== time) continue;
    x.push(at(one.differences, t));
    y.push(at(other.differences, from));
  }
  return x.length < MIN_COMMON_SETS ? null : pearson(x, y);
}
