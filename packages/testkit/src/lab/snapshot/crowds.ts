import { writtenRound } from "../check/generate.js";
import type { CheckRound } from "../check/check-round.js";
import { madeWorkers, type RoundRange } from "../check/round-range.js";

/** Workers of the standard rounds. */
export const CROWD_SIZES = [0, 1, 20, 200, 2000] as const;

/**
 * A round of that many workers, always the same: all answer every set of the window, all truths are known, and all have the same
 * stored weight.
 */
export function crowdRound(range: RoundRange, size: number): CheckRound {
  const workers = madeWorkers(size);
  const sets = Array.from({ length: range.window }, (_, set) => ({
    truth: draft(set, TRUTH_STEP) / 2,
    answers: workers.map((_worker, i) => draft(i + size * set, ANSWER_STEP)),
  }));
  const stored = workers.map(() => Math.max(1, Math.floor(UNITS / size)));
  return writtenRound(
    range,
    workers,
    sets,
    stored,
    workers.map(() => true),
  );
}

/** The chain's units of weight to 1. */
const UNITS = 100_000;
/** Steps without a common divisor with the range, so that neighbours differ. */
const ANSWER_STEP = 377;
const TRUTH_STEP = 619;
const DRAFTS = 1001;

/** From -500 to 500. */
function draft(i: number, step: number): number {
  return ((i * step) % DRAFTS) - 500;
}
