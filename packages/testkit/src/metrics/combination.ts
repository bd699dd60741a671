import type { SetCommitted } from "../replay/facts.js";
import { median, weightedMedian } from "./order.js";
import { mean } from "./sum.js";
import { weightedMean } from "./weighted-mean.js";

/**
 * Where the weights of a combination came from.
 * - `stored`: the weights that stood before the set was made.
 * - `uniform`: no weight had ever been stored for the topic (seed: weights start uniform).
 * - `fallback`: weights stood, but none of them for a worker in this set, so every worker counts the same. Leaving such
 *   sets out would let a logic improve its score by giving weight to nobody when it is hard; they are counted instead.
 */
export type WeightsFrom = "stored" | "uniform" | "fallback";

/** The ways of combining a set, in the order that reports list them. */
export const COMBINATIONS = ["weighted", "weightedMedian", "mean", "median"] as const;
export type CombinationName = (typeof COMBINATIONS)[number];

/** One set's workers joined into one number, several ways, all from the same inferences. */
export interface Combination {
  readonly weightsFrom: WeightsFrom;
  /** Weighted arithmetic mean of the inferences. */
  readonly weighted: number;
  /** Weighted median of the inferences. */
  readonly weightedMedian: number;
  /** Equal-weight mean. */
  readonly mean: number;
  readonly median: number;
  /** How many inferences took part: those that the chain stored as a number. */
  readonly count: number;
}

/** A set's inferences that are numbers, with the weights to combine them by. */
export interface WeightedSet {
  readonly workerIds: readonly number[];
  readonly values: readonly number[];
  /** Not negative, not all 0. */
  readonly weights: readonly number[];
  readonly weightsFrom: WeightsFrom;
}

/** Picks the usable inferences of a set and the weights that apply to them ({@link WeightsFrom} has the rule). */
export function weightedSet(set: SetCommitted): WeightedSet {
  const workerIds: number[] = [];
  const values: number[] = [];
  const stored: number[] = [];
  for (const [i, value] of set.values.entries()) {
    if (!Number.isFinite(value)) continue;
    const weight = set.weights[i] ?? Number.NaN;
    workerIds.push(set.workerIds[i] ?? 0);
    values.push(value);
    stored.push(weight > 0 ? weight : 0);
  }
  const usable = stored.some((weight) => weight > 0);
  if (set.weighted && usable) return { workerIds, values, weights: stored, weightsFrom: "stored" };
  const weightsFrom = set.weighted ? "fallback" : "uniform";
  return { workerIds, values, weights: values.map(() => 1), weightsFrom };
}

/** Combines a set; null when it holds no usable inference. */
export function combine(set: WeightedSet): Combination | null {
  const { values, weights, weightsFrom } = set;
  const equal = mean(values);
  const middle = median(values);
  if (equal === null || middle === null) return null;
  // Uniform weights are the equal mean and the median by definition, to the last bit.
  const stored = weightsFrom === "stored";
  return {
    weightsFrom,
    weighted: (stored ? weightedMean(values, weights) : null) ?? equal,
    weightedMedian: (stored ? weightedMedian(values, weights) : null) ?? middle,
    mean: equal,
    median: middle,
    count: values.length,
  };
}
