import { normalQuantile } from "./normal.js";

/** How often something was right. */
export interface Proportion {
  readonly hits: number;
  readonly trials: number;
  /** hits / trials. */
  readonly share: number;
  /** Wilson score interval of the share. */
  readonly interval: readonly [number, number];
}

/**
 * A proportion with {@link wilsonInterval}.
 *
 * @param confidence Two-sided, between 0 and 1.
 * @returns null for no trials.
 */
export function proportion(hits: number, trials: number, confidence = 0.95): Proportion | null {
  if (trials === 0) return null;
  return { hits, trials, share: hits / trials, interval: wilsonInterval(hits, trials, confidence) };
}

/**
 * Wilson's score interval of a proportion, (p + z^2/2n ± z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n).
 *
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", J. Am. Stat. Assoc. 22
 * (1927) 209-212.
 *
 * @param trials n, at least 1.
 * @param confidence Two-sided, between 0 and 1.
 */
export function wilsonInterval(
  hits: number,
  trials: number,
  confidence = 0.95,
): readonly [number, number] {
  return wilsonFrom(hits / trials, trials, normalQuantile((1 + confidence) / 2));
}

/**
 * The same from a share and any quantile.
 *
 * @param share p, 0 to 1. @param trials n, positive; an effective number need not be whole. @param quantile z, positive.
 */
export function wilsonFrom(
  share: number,
  trials: number,
  quantile: number,
): readonly [number, number] {
  const square = (quantile * quantile) / trials;
  const middle = share + square / 2;
  const spread = quantile * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials));
  const low = share === 0 ? 0 : (middle - spread) / (1 + square);
  const high = share === 1 ? 1 : (middle + spread) / (1 + square);
  return [low, high];
}
