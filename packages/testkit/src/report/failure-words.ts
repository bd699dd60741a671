import type { FailureGroup } from "../metrics/summary.js";
import { counted } from "./text/numbers.js";

/** The first run that failed in some way, e.g. `the second run of round 3`. */
export function firstFailed({ first }: FailureGroup): string {
  return first.second ? `the second run of round ${first.index}` : `round ${first.index}`;
}

/** How many more did, rounds and second runs apart, e.g. `2 more rounds and 3 more second runs`; null when it was the only one. */
export function moreFailed({ first, rounds, secondRuns }: FailureGroup): string | null {
  const due = rounds - (first.second ? 0 : 1);
  const second = secondRuns - (first.second ? 1 : 0);
  const parts = [
    ...(due > 0 ? [counted(due, "more round")] : []),
    ...(second > 0 ? [counted(second, "more second run")] : []),
  ];
  return parts.length === 0 ? null : parts.join(" and ");
}
