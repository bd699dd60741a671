import { attachmentsOf } from "../chain/attachments.js";
import type { CommittedSet } from "../chain/committed-set.js";
import { refuseInference, roundHalfAway } from "../chain/inference.js";
import type { InferenceColumns } from "../history/history.js";

/** A set as committed, with the values as given. */
export interface HistorySet extends CommittedSet {
  readonly given: Float64Array;
  readonly leftOut: Uint32Array;
  /** Workers of earlier messages of the same block, once for each: the last message's set replaced theirs. */
  readonly replaced: Uint32Array;
}

/** How a host stores answers. */
export interface CommitRules {
  /** Values are multiplied by this before they are rounded to integers; null when they are kept as they are (seed profile). */
  readonly scale: number | null;
  /** Whether the host asks a worker at all at that time. */
  readonly registered: (worker: number) => boolean;
}

/** How much the chain's integers have changed a history so far. */
export class Rounding {
  /** Relative change from which on an inference is counted. */
  static readonly THRESHOLD = 0.001;
  inferences = 0;
  worst = 0;
  /** Inferences that are not whole numbers as the host would store them, or that it stored as they are. */
  fractions = 0;

  note(given: number, kept: number): void {
    if (given === kept) return;
    this.fractions += 1;
    const loss = Math.abs(kept - given) / Math.abs(given);
    if (loss > Rounding.THRESHOLD) this.inferences += 1;
    if (loss > this.worst) this.worst = loss;
  }
}

/** Index after the last row of the set that begins at row `from`. */
export function setEnd(columns: InferenceColumns, from: number): number {
  const timestamp = columns.timestamps[from];
  let end = from + 1;
  while (end < columns.length && columns.timestamps[end] === timestamp) end += 1;
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
  const { scale } = rules;
  const { texts } = columns;
  const most = end - from;
  const workerIds = new Uint32Array(most);
  const stored = new Float64Array(most);
  const given = scale === null ? stored : new Float64Array(most);
  const keptTexts: string[] = [];
  const leftOut: number[] = [];
  const replaced: number[] = [];
  const { messages, attachments } = columns;
  const kept: number[] = [];
  let last = 0;
  if (messages !== undefined) {
    for (let row = from; row < end; row += 1) last = Math.max(last, messages[row] ?? 0);
  }
  let length = 0;
  for (let row = from; row < end; row += 1) {
    const worker = columns.workerIds[row] ?? 0;
    if (!rules.registered(worker) || !storable(columns, row, scale)) {
      leftOut.push(worker);
      continue;
    }
    if (messages !== undefined && messages[row] !== last) {
      replaced.push(worker);
      continue;
    }
    const value = columns.values[row] ?? NaN;
    workerIds[length] = worker;
    given[length] = value;
    if (scale !== null) {
      const uint = roundHalfAway(value * scale);
      stored[length] = uint;
      rounding.note(value, uint / scale);
    } else if (texts !== null || !Number.isInteger(value)) rounding.fractions += 1;
    if (texts !== null) keptTexts.push(texts[row] ?? "");
    if (attachments !== undefined) kept.push(row);
    length += 1;
  }
  const whole = length === most;
  return {
    timestamp,
    workerIds: whole ? workerIds : workerIds.slice(0, length),
    stored: whole ? stored : stored.slice(0, length),
    texts: texts === null ? null : keptTexts,
    given: whole ? given : given.slice(0, length),
    leftOut: Uint32Array.from(leftOut),
    replaced: Uint32Array.from(replaced),
    ...(attachments === undefined ? {} : { attachments: attachmentsOf(attachments, kept) }),
  };
}

/** The chain takes what fits its integers; a host of the seed profile any text, or any finite number. */
function storable(columns: InferenceColumns, row: number, scale: number | null): boolean {
  const value = columns.values[row] ?? NaN;
  if (scale !== null) return refuseInference(value * scale) === null;
  return columns.texts === null ? Number.isFinite(value) : (columns.texts[row] ?? "") !== "";
}
