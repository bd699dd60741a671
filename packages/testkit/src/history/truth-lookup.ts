import type { CommittedSet } from "../chain/committed-set.js";
import type { KnownTruth } from "../chain/hosts/host.js";
import { lowerBound } from "../numbers/lower-bound.js";
import type { TruthColumns } from "./history.js";

/** Row of the truth of `timestamp`, or -1. */
export function truthRow(truth: TruthColumns, timestamp: number): number {
  const row = lowerBound(truth.timestamps, timestamp, 0, truth.length);
  return row < truth.length && truth.timestamps[row] === timestamp ? row : -1;
}

/** Row of the truth of `timestamp` if anybody can know it at `time` (UNIX seconds), or -1. */
export function knownTruthRow(truth: TruthColumns, timestamp: number, time: number): number {
  const row = truthRow(truth, timestamp);
  return row >= 0 && (truth.availableAt[row] ?? Infinity) <= time ? row : -1;
}

/** The truths of sets that are known at `time` (UNIX seconds), as text. */
export function knownTruths(
  truth: TruthColumns,
  sets: readonly CommittedSet[],
  time: number,
): KnownTruth[] {
  return sets.flatMap(({ timestamp }) => {
    const row = knownTruthRow(truth, timestamp, time);
    return row < 0 ? [] : [{ timestamp, value: truth.texts?.[row] ?? String(truth.values[row]) }];
  });
}
