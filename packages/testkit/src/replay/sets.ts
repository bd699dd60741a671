import type { CommittedSet } from "../chain/committed-set.js";
import { refuseInference, roundHalfAway } from "../chain/inference.js";
import type { InferenceColumns } from "../history/history.js";

/** A set as committed, beside what was given. */
export interface HistorySet extends CommittedSet {
  readonly given: Float64Array;
  readonly leftOut: Uint32Array;
}

/** How a host takes answers in. */
export interface CommitRules {
  /** Values are multiplied by this before they are rounded to integers; null when they are kept as they are (seed profile). */
  readonly scale: number | null;
  /** Whether the host asks a worker at all at that time. */
  readonly registered: (worker: number, time: number) => boolean;
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

/** Commits rows `from` to `end` (exclusive), one timestamp's, as the host would store them. */
export function commitSet(
  columns: InferenceColumns,
  from: number,
  end: number,
  rules: CommitRules,
  rounding: Rounding,
): HistorySet {
  const timestamp = columns.timestamps[from] ?? NaN;
  const rows: number[] = [];
  const leftOut: number[] = [];
  for (let row = from; row < end; row++) {
    const worker = columns.workerIds[row] ?? 0;
    if (rules.registered(worker, timestamp) && storable(columns, row, rules.scale)) rows.push(row);
    else leftOut.push(worker);
  }
  const { scale } = rules;
  const given = Float64Array.from(rows, (row) => columns.values[row] ?? NaN);
  const stored = scale === null ? given : given.map((value) => roundHalfAway(value * scale));
  if (scale !== null)
    given.forEach((value, i) => {
      rounding.note(value, (stored[i] ?? NaN) / scale);
    });
  const { texts } = columns;
  return {
    timestamp,
    workerIds: Uint32Array.from(rows, (row) => columns.workerIds[row] ?? 0),
    stored,
    texts: texts === null ? null : rows.map((row) => texts[row] ?? ""),
    given,
    leftOut: Uint32Array.from(leftOut),
  };
}

/** The chain takes what fits its integers; a host of the seed profile any text, or any finite number. */
function storable(columns: InferenceColumns, row: number, scale: number | null): boolean {
  const value = columns.values[row] ?? NaN;
  if (scale !== null) return refuseInference(value * scale) === null;
  return columns.texts === null ? Number.isFinite(value) : (columns.texts[row] ?? "") !== "";
}
