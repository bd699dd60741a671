import type { CommittedSet } from "../chain/committed-set.js";
import { refuseInference, roundHalfAway } from "../chain/inference.js";
import type { InferenceColumns } from "../history/history.js";

/** A set as committed, beside what was given. */
export interface HistorySet extends CommittedSet {
  readonly given: Float64Array;
  readonly leftOut: Uint32Array;
}

/** How much of a history the chain's integers cost so far. */
export class Rounding {
  /** Relative change from which on an inference is counted. */
  static readonly THRESHOLD = 0.001;
  inferences = 0;
  worst = 0;

  note(given: number, kept: number): void {
    if (given === kept) return;
    const loss = Math.abs(kept - given) / Math.abs(given);
    if (loss > Rounding.THRESHOLD) this.inferences++;
    if (loss > this.worst) this.worst = loss;
  }
}

/** Index after the last row of the set that begins at row `from`. */
export function setEnd(columns: InferenceColumns, from: number): number {
  const timestamp = columns.timestamps[from];
  let end = from + 1;
  while (end < columns.length && columns.timestamps[end] === timestamp) end++;
  return end;
}

/** Commits rows `from` to `end` (exclusive), one timestamp's, as the chain would store them. */
export function commitSet(
  columns: InferenceColumns,
  from: number,
  end: number,
  scale: number,
  rounding: Rounding,
): HistorySet {
  const workerIds = new Uint32Array(end - from);
  const stored = new Float64Array(end - from);
  const given = new Float64Array(end - from);
  const leftOut: number[] = [];
  let length = 0;
  for (let row = from; row < end; row++) {
    const value = columns.values[row] ?? NaN;
    const worker = columns.workerIds[row] ?? 0;
    if (refuseInference(value * scale) !== null) {
      leftOut.push(worker);
      continue;
    }
    const uint = roundHalfAway(value * scale);
    rounding.note(value, uint / scale);
    workerIds[length] = worker;
    stored[length] = uint;
    given[length++] = value;
  }
  return {
    timestamp: columns.timestamps[from] ?? NaN,
    workerIds: workerIds.subarray(0, length),
    stored: stored.subarray(0, length),
    given: given.subarray(0, length),
    leftOut: Uint32Array.from(leftOut),
  };
}
