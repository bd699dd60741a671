import type { Failure } from "../runtime/failure.js";

/** Which rounds of a replay are to be saved. Second runs and the runs of all reputers come with their round. */
export interface RoundSelection {
  /** Indices of rounds, which count from 0. */
  readonly rounds: readonly number[];
  /** Whether those that fail are saved as well. */
  readonly failed: boolean;
}

/** Whether a round may turn out to be one of them: known before it has run. */
export function mayBeSaved(selection: RoundSelection | null, index: number): boolean {
  return selection !== null && (selection.failed || selection.rounds.includes(index));
}

export function saves(
  selection: RoundSelection | null,
  index: number,
  failure: Failure | null,
): boolean {
  if (selection === null) return false;
  return (selection.failed && failure !== null) || selection.rounds.includes(index);
}
