import { wilsonInterval } from "./wilson.js";

/** How often a forecast called the direction of change. */
export interface DirectionalAccuracy {
  readonly hits: number;
  /** Sets in which the truth moved at all; where it stood still there is no direction to call. */
  readonly trials: number;
  /** hits / trials. */
  readonly share: number;
  /** Wilson score interval of the share. */
  readonly interval: readonly [number, number];
}

/** One set: what was forecast, what came, and the value that both are a change from. */
export interface Move {
  readonly forecast: number;
  readonly truth: number;
  /** Explicit, e.g. the newest truth that was known when the inferences were made. */
  readonly from: number;
}

/**
 * Directional accuracy: the share of sets in which sign(forecast - from) = sign(truth - from). A forecast of no change is
 * wrong when the truth moved.
 *
 * @param confidence Of the interval, between 0 and 1.
 * @returns null when no truth moved.
 */
export function directionalAccuracy(
  moves: Iterable<Move>,
  confidence = 0.95,
): DirectionalAccuracy | null {
  let hits = 0;
  let trials = 0;
  for (const { forecast, truth, from } of moves) {
    if (truth === from) continue;
    trials += 1;
    if (Math.sign(forecast - from) === Math.sign(truth - from)) hits += 1;
  }
  if (trials === 0) return null;
  return { hits, trials, share: hits / trials, interval: wilsonInterval(hits, trials, confidence) };
}
