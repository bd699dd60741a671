import { type Proportion, proportion } from "./statistics/wilson.js";

/** One set: what was forecast, what came, and the value that both are a change from. */
export interface Move {
  readonly forecast: number;
  readonly truth: number;
  /** Explicit, e.g. the newest truth that was known when the inferences were made. */
  readonly from: number;
}

/**
 * Directional accuracy: the share of sets in which sign(forecast - from) = sign(truth - from). A forecast of no change is
 * wrong when the truth moved. Where the truth stood still there is no direction to call: those sets are no trials.
 *
 * @param confidence Of the interval, between 0 and 1.
 * @returns null when no truth moved.
 */
export function directionalAccuracy(moves: Iterable<Move>, confidence = 0.95): Proportion | null {
  let hits = 0;
  let trials = 0;
  for (const { forecast, truth, from } of moves) {
    if (truth === from) continue;
    trials += 1;
    if (Math.sign(forecast - from) === Math.sign(truth - from)) hits += 1;
  }
  return proportion(hits, trials, confidence);
}
