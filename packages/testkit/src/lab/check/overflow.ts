import type { CheckRound } from "./check-round.js";
import type { Laboratory } from "./laboratory.js";
import { madeWorkers } from "./round-range.js";

/** Of a logic whose buffer is too short for rounds that a topic may have. */
export interface Overflow {
  /** Fewest workers of a round with one set that the logic's buffer does not hold. */
  readonly workers: number;
  /** What the run reported. */
  readonly reason: string;
}

/** Workers that are tried at most: their payload of one set is 250 kB. */
const MAX_WORKERS = 2000;
const SHORT_BUFFER = "WK437";
const TIME = 1_700_006_400;
const CADENCE = 7200;
/** A weight of 1 on the chain, shared by all workers. */
const ALL = 100_000;

/** The smallest round that overflows a logic's buffer, found by running it with more and more workers; null when none does. */
export function overflowOf(lab: Laboratory): Overflow | null {
  const overflows = (workers: number): Overflow | null => {
    const { failure } = lab.runAgain(fullRound(workers));
    if (failure?.code !== SHORT_BUFFER) return null;
    return { workers, reason: failure.message };
  };
  let found = overflows(MAX_WORKERS);
  let fits = 0;
  while (found !== null && found.workers - fits > 1) {
    const middle = Math.floor((fits + found.workers) / 2);
    const half = overflows(middle);
    if (half === null) fits = middle;
    else found = half;
  }
  return found;
}

/** A round of one set in which everybody answers and has a stored weight. */
function fullRound(workers: number): CheckRound {
  const names = madeWorkers(workers);
  const answers = names.map((worker) => ({ worker, value: "1000" }));
  const weight = Math.floor(ALL / workers);
  return {
    sets: [{ timestamp: TIME, answers }],
    weights: Object.fromEntries(names.map((worker) => [worker, weight])),
    truths: {},
    blockTime: TIME + CADENCE,
  };
}
