import type { HostHalted } from "../replay/facts.js";
import { counted } from "./text/numbers.js";
import { utcDate } from "./text/utc.js";

/** Weights of one halt that are shown. */
const MAX_WEIGHTS = 6;

/** A halt of the chain in words; addresses in them come from files or from the logic. */
export interface HaltWords {
  /** E.g. `at block 600 (2024-01-01, end of epoch 0)`. */
  readonly when: string;
  readonly code: string;
  readonly cause: string;
  /** The weights that led to it, one phrase each. */
  readonly weights: readonly string[];
  readonly help: string;
}

/** What every report prints of a halt. */
export function haltWords({ failure, block, blockTime, epoch, weights }: HostHalted): HaltWords {
  const shown = weights
    .slice(0, MAX_WEIGHTS)
    .map(
      ({ reputer, participant, weight, masked }) =>
        `${reputer} gives ${participant} ${weight}${masked ? " (masked)" : ""}`,
    );
  const more = weights.length - shown.length;
  return {
    when: `at block ${block} (${utcDate(blockTime)}, end of epoch ${epoch})`,
    code: failure.code,
    cause: failure.message,
    weights: more > 0 ? [...shown, `and ${counted(more, "weight")} more`] : shown,
    help: `${failure.hint}. No reward is paid after this block`,
  };
}
