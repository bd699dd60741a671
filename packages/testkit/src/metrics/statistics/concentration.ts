import { ascending } from "../../numbers/order.js";
import { Sum, sum } from "../../numbers/sum.js";

/**
 * Effective number of workers, (sum w)^2 / sum w^2: the number of equally weighted workers that would be as concentrated.
 * The inverse of the Herfindahl index; Hill's number of order 2.
 *
 * Source: M. O. Hill, "Diversity and evenness: a unifying notation and its consequences", Ecology 54 (1973) 427-432.
 *
 * @param weights Not negative; NaN counts as 0.
 * @returns null when nobody has weight.
 */
export function effectiveNumber(weights: Iterable<number>): number | null {
  const total = new Sum();
  const squares = new Sum();
  for (const weight of weights) {
    if (!(weight > 0)) continue;
    total.add(weight);
    squares.add(weight * weight);
  }
  return total.count === 0 ? null : (total.value * total.value) / squares.value;
}

/**
 * Effective number of workers by entropy, exp(-sum p ln p) with p = w / sum w: Hill's number of order 1, which lets small
 * weights count for more than {@link effectiveNumber} does.
 *
 * Source: M. O. Hill (1973), as above; C. E. Shannon (1948) for the entropy.
 *
 * @returns null when nobody has weight.
 */
export function entropyNumber(weights: Iterable<number>): number | null {
  const positive = [...weights].filter((weight) => weight > 0);
  if (positive.length === 0) return null;
  const total = sum(positive);
  return Math.exp(-sum(positive.map((weight) => (weight / total) * Math.log(weight / total))));
}

/**
 * Gini coefficient, sum_i sum_j |w_i - w_j| / (2 n sum w), from 0 (all equal) to (n - 1) / n (one has all). Computed from the
 * ordered weights as sum_i (2i - n - 1) w_(i) / (n sum w).
 *
 * Source: C. Gini 1912; the ordered form: A. Sen, On Economic Inequality (1973).
 *
 * @param weights One for every worker that counts, those without weight too (NaN counts as 0): whom to count is the
 *   caller's choice.
 * @returns null when nobody has weight.
 */
export function gini(weights: Iterable<number>): number | null {
  const sorted = ascending(Array.from(weights, (weight) => (weight > 0 ? weight : 0)));
  const total = sum(sorted);
  if (total === 0) return null;
  const ranked = new Sum();
  for (const [i, weight] of sorted.entries()) ranked.add((2 * i + 1 - sorted.length) * weight);
  return ranked.value / (sorted.length * total);
}

/**
 * Turnover between two rounds, sum_i |p_i - q_i| / 2 with p and q the weights normalized to 1: the part of the weight that
 * changed hands, 0 to 1 (total variation distance).
 *
 * @param before Weights by worker, not negative; NaN counts as 0.
 * @param after The same workers in the same order.
 * @returns null when one side has no weight at all.
 */
export function turnover(before: ArrayLike<number>, after: ArrayLike<number>): number | null {
  const from = shares(before);
  const to = shares(after);
  if (from === null || to === null) return null;
  const moved = new Sum();
  for (let i = 0; i < Math.max(from.length, to.length); i += 1) {
    moved.add(Math.abs((to[i] ?? 0) - (from[i] ?? 0)));
  }
  return moved.value / 2;
}

/** Weights divided by their sum, NaN and negatives as 0; null when nobody has weight. */
export function shares(weights: ArrayLike<number>): Float64Array | null {
  const parts = new Float64Array(weights.length);
  const total = new Sum();
  for (let i = 0; i < parts.length; i += 1) {
    const weight = weights[i] ?? 0;
    if (!(weight > 0)) continue;
    parts[i] = weight;
    total.add(weight);
  }
  const all = total.value;
  if (!(all > 0)) return null;
  for (let i = 0; i < parts.length; i += 1) parts[i] = (parts[i] ?? 0) / all;
  return parts;
}
