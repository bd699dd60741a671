import type { TruthColumns } from "../history/history.js";
import { lowerBound } from "../chain/window.js";

/** Row of the truth of `timestamp`, or -1. */
export function truthRow(truth: TruthColumns, timestamp: number): number {
  const row = lowerBound(truth.timestamps, timestamp, 0, truth.length);
  return row < truth.length && truth.timestamps[row] === timestamp ? row : -1;
}

/** Whether the truth of `timestamp` is known to anybody at `blockTime`. */
export function truthKnown(truth: TruthColumns, timestamp: number, blockTime: number): boolean {
  const row = truthRow(truth, timestamp);
  return row >= 0 && (truth.availableAt[row] ?? Infinity) <= blockTime;
}
