import { at } from "../numbers/column.js";
import { evaluate, type Expression } from "./expression/expression.js";
import { parseExpression } from "./expression/parse.js";

/**
 * How a consumer turns the weights of a set's workers into its own. Shares are of the sum of the set's weights.
 * - `mean`: as they are, for a weighted mean; `median`: as they are, for a weighted median.
 * - `top`: the `count` largest, as they are.
 * - `threshold`: those with at least `share` (0 to 1), as they are.
 * - `softmax`: e^(share / temperature).
 * - `expression`: what it comes to for each worker; one that is not a finite number above 0 leaves the worker out.
 */
export type Transformation =
  | { readonly kind: "mean" | "median" }
  | { readonly kind: "top"; readonly count: number }
  | { readonly kind: "threshold"; readonly share: number }
  | { readonly kind: "softmax"; readonly temperature: number }
  | { readonly kind: "expression"; readonly text: string; readonly expression: Expression };

/** What a consumer gets of one set. */
export interface ConsumedInference {
  /** In the values' unit. */
  readonly value: number;
  /** Workers that count. */
  readonly workers: number;
  /** The part of all stored weight that the workers of the set hold, 0 to 1. */
  readonly coverage: number;
  /** Weighted standard deviation of the values that count, in their unit. */
  readonly spread: number;
  /** coverage / (1 + spread / |value|), 0 to 1: lower where trusted workers are absent, and where those present disagree. */
  readonly confidence: number;
}

/**
 * The inference that a consumer bridges from a set and the weight matrix W ("optionally using whatever transformation of W they want
 * to determine their confidence in the bridged inferences", seed document).
 * @param values The set's inferences, finite numbers.
 * @param weights Each worker's weight, as the chain ranks it; NaN or 0 without one.
 * @param total Sum of the weights of all workers, in the set or not.
 * @returns null when no worker of the set has a weight that counts.
 */
export function consume(
  values: Float64Array,
  weights: Float64Array,
  total: number,
  transformation: Transformation,
): ConsumedInference | null {
  const held = weights.map((weight) => (weight > 0 ? weight : 0));
  const present = sum(held);
  const own = transformed(held, values, transformation);
  const all = sum(own);
  if (!(all > 0)) return null;
  const mean = dot(own, values) / all;
  const value = transformation.kind === "median" ? weightedMedian(values, own, all) : mean;
  const squares = own.reduce((to, weight, i) => to + weight * (at(values, i) - value) ** 2, 0);
  const spread = Math.sqrt(squares / all);
  const coverage = Math.min(1, present / Math.max(total, present));
  const relative = spread === 0 ? 0 : spread / Math.abs(value);
  return {
    value,
    workers: own.filter((weight) => weight > 0).length,
    coverage,
    spread,
    confidence: coverage / (1 + relative),
  };
}

function transformed(held: Float64Array, values: Float64Array, by: Transformation): Float64Array {
  const all = sum(held);
  switch (by.kind) {
    case "mean":
    case "median":
      return held;
    case "top": {
      const ranks = ranksOf(held);
      return held.map((weight, i) => ((ranks[i] ?? 0) <= by.count ? weight : 0));
    }
    case "threshold":
      return held.map((weight) => (weight / all >= by.share ? weight : 0));
    case "softmax": {
      const highest = held.reduce((to, weight) => Math.max(to, weight), 0);
      return held.map((weight) =>
        weight > 0 ? Math.exp((weight - highest) / all / by.temperature) : 0,
      );
    }
    case "expression": {
      const ranks = ranksOf(held);
      const workers = held.filter((weight) => weight > 0).length;
      const [mean, median] = [dot(held, values) / all, weightedMedian(values, held, all)];
      return held.map((weight, i) => {
        if (weight === 0) return 0;
        const [rank = NaN, value = NaN] = [ranks[i], values[i]];
        const names = { weight, share: weight / all, rank, workers, value, mean, median };
        const found = evaluate(by.expression, names);
        return found > 0 && found < Infinity ? found : 0;
      });
    }
  }
}

/** Each worker's place by weight, 1 for the largest; of equal ones the earlier comes first, as sorting is stable. */
function ranksOf(held: Float64Array): number[] {
  const ranks: number[] = [];
  const order = [...held.keys()].sort((a, b) => at(held, b) - at(held, a));
  for (const [place, i] of order.entries()) ranks[i] = place + 1;
  return ranks;
}

/** The lowest value at which half of the weight is reached. */
function weightedMedian(values: Float64Array, weights: Float64Array, all: number): number {
  const order = [...values.keys()].sort((a, b) => at(values, a) - at(values, b));
  let reached = 0;
  for (const i of order) {
    reached += at(weights, i);
    if (2 * reached >= all) return values[i] ?? NaN;
  }
  return NaN;
}

function sum(values: Float64Array): number {
  return values.reduce((to, value) => to + value, 0);
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((to, value, i) => to + value * at(b, i), 0);
}

/** A transformation as {@link parseTransformation} reads it. */
export function transformationText(transformation: Transformation): string {
  switch (transformation.kind) {
    case "top":
      return `top=${transformation.count}`;
    case "threshold":
      return `threshold=${transformation.share}`;
    case "softmax":
      return `softmax=${transformation.temperature}`;
    case "expression":
      return `expression=${transformation.text}`;
    default:
      return transformation.kind;
  }
}

const EXPRESSION = "expression=";

/**
 * The transformation that a text names, e.g. `top=3` or `expression=share ^ 2`; null when it is not one.
 * @throws WeightkitError WK536 when an expression is wrong
 */
export function parseTransformation(text: string): Transformation | null {
  if (text.startsWith(EXPRESSION)) {
    const own = text.slice(EXPRESSION.length).trim();
    return { kind: "expression", text: own, expression: parseExpression(own) };
  }
  const [, name = "", number] = /^([a-z]+)(?:=(\d+(?:\.\d+)?))?$/.exec(text) ?? [];
  const value = Number(number);
  if (name === "mean" || name === "median") return number === undefined ? { kind: name } : null;
  if (name === "top")
    return Number.isInteger(value) && value >= 1 ? { kind: name, count: value } : null;
  if (name === "threshold") return value <= 1 ? { kind: name, share: value } : null;
  if (name === "softmax") return value > 0 ? { kind: name, temperature: value } : null;
  return null;
}
