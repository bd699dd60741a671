import { lowerBound } from "../numbers/lower-bound.js";
import type { TruthColumns } from "./history.js";

/** Row of the truth of `timestamp`, or -1. */
export function truthRow(truth: TruthColumns, timestamp: number): number {
  const row = lowerBound(truth.timestamps, timestamp, 0, truth.length);
  return row < truth.length && truth.timestamps[row] === timestamp ? row : -1;
}
