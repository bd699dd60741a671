import type { CommittedSet } from "../chain/committed-set.js";
import type { ToldTruth } from "../chain/hosts/seed/payload.js";
import type { TruthColumns } from "../history/history.js";
import { truthRow } from "../history/truth-row.js";

/** Whether the truth of `timestamp` is known to anybody at `blockTime`. */
export function truthKnown(truth: TruthColumns, timestamp: number, blockTime: number): boolean {
  const row = truthRow(truth, timestamp);
  return row >= 0 && (truth.availableAt[row] ?? Infinity) <= blockTime;
}

/** The truths of sets that are known at `blockTime`, as text. */
export function knownTruths(
  truth: TruthColumns,
  sets: readonly CommittedSet[],
  blockTime: number,
): ToldTruth[] {
  return sets.flatMap(({ timestamp }) => {
    const row = truthRow(truth, timestamp);
    if (row < 0 || !((truth.availableAt[row] ?? Infinity) <= blockTime)) return [];
    return [{ timestamp, value: truth.texts?.[row] ?? String(truth.values[row]) }];
  });
}
