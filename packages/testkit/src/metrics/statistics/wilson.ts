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
  const z = normalQuantile((1 + confidence) / 2);
  const p = hits / trials;
  const square = (z * z) / trials;
  const middle = p + square / 2;
  const spread = z * Math.sqrt((p * (1 - p)) / trials + square / (4 * trials));
  const low = hits === 0 ? 0 : (middle - spread) / (1 + square);
  const high = hits === trials ? 1 : (middle + spread) / (1 + square);
  return [low, high];
}
