import { refuseInference, roundHalfAway } from "../chain/inference.js";
import { truthRow } from "./truth-lookup.js";
import type { TopicHistory } from "./history.js";

/** Smallest, median and largest of some numbers. */
export interface Spread {
  readonly least: number;
  readonly median: number;
  readonly most: number;
}

/** What a topic's history is like, before any logic sees it. Times in UNIX seconds, spans in seconds. */
export interface HistorySummary {
  readonly topic: string;
  readonly inferences: number;
  readonly sets: number;
  readonly workers: readonly WorkerSummary[];
  readonly from: number;
  readonly to: number;
  /** Inferences of a set. */
  readonly setSize: Spread;
  /** From one set to the next; null with one set. The median is the cadence to replay with. */
  readonly gap: Spread | null;
  /** Finite values; null when there are none. */
  readonly value: Spread | null;
  /** Inferences that the chain would leave out, as it cannot store them as numbers. */
  readonly notStorable: number;
  /** Inferences that change by more than 0.1 % when stored as integers, and the value scale that brings that to none, or null. */
  readonly rounding: { readonly inferences: number; readonly scale: number | null };
  readonly truth: {
    readonly rows: number;
    /** Sets that the history has no truth for. */
    readonly missing: number;
    /** From a timestamp until its truth is available; null without truth. */
    readonly lag: Spread | null;
  };
}

export interface WorkerSummary {
  readonly worker: string;
  readonly inferences: number;
  readonly first: number;
  readonly last: number;
  /** Mean absolute error against the truth, over its inferences with a truth; NaN without any. */
  readonly meanAbsoluteError: number;
  /**
   * That error over the equal-weight mean's on the same sets: below 1 is better than the equal-weight mean. Workers are ranked by it,
   * since each answered other sets, and sets differ in how hard they are. NaN without a truth, or where the mean is never wrong.
   */
  readonly relativeError: number;
}

const ROUNDING_LIMIT = 0.001;
const SCALES = [1, 10, 100, 1000, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9] as const;

/** Sums a topic's history up. */
export function summarizeHistory({ topic, inferences, truth }: TopicHistory): HistorySummary {
  const { length, timestamps, values } = inferences;
  const starts = setStarts(timestamps, length);
  const times = starts.map((row) => timestamps[row] ?? NaN);
  const finite = values.subarray(0, length).filter((value) => Number.isFinite(value));
  return {
    topic,
    inferences: length,
    sets: starts.length,
    workers: workerSummaries({ topic, inferences, truth }),
    from: times[0] ?? NaN,
    to: times[times.length - 1] ?? NaN,
    setSize: spread(starts.map((row, i) => (starts[i + 1] ?? length) - row)),
    gap:
      times.length < 2 ? null : spread(times.slice(1).map((time, i) => time - (times[i] ?? NaN))),
    value: finite.length === 0 ? null : spread(finite),
    notStorable: countIf(values, length, (value) => refuseInference(value) !== null),
    rounding: roundingOf(finite),
    truth: {
      rows: truth.length,
      missing: times.filter((time) => truthRow(truth, time) < 0).length,
      lag:
        truth.length === 0
          ? null
          : spread(
              truth.availableAt
                .subarray(0, truth.length)
                .map((at, row) => at - (truth.timestamps[row] ?? NaN)),
            ),
    },
  };
}

function setStarts(timestamps: Float64Array, length: number): number[] {
  const starts: number[] = [];
  for (let row = 0; row < length; row += 1) {
    if (row === 0 || timestamps[row] !== timestamps[row - 1]) starts.push(row);
  }
  return starts;
}

function workerSummaries({ inferences, truth }: TopicHistory): WorkerSummary[] {
  const rows = inferences.workers.map(() => ({
    inferences: 0,
    first: NaN,
    last: NaN,
    errors: 0,
    meanErrors: 0,
    scored: 0,
  }));
  let at = -1;
  let mean = NaN;
  for (let row = 0; row < inferences.length; row += 1) {
    const time = inferences.timestamps[row] ?? NaN;
    if (row === 0 || time !== inferences.timestamps[row - 1]) {
      at = truthRow(truth, time);
      mean = setMean(inferences, row);
    }
    const worker = rows[inferences.workerIds[row] ?? 0];
    if (worker === undefined) continue;
    if (worker.inferences++ === 0) worker.first = time;
    worker.last = time;
    const error =
      at < 0 ? NaN : Math.abs((inferences.values[row] ?? NaN) - (truth.values[at] ?? NaN));
    if (!Number.isFinite(error)) continue;
    worker.errors += error;
    worker.meanErrors += Math.abs(mean - (truth.values[at] ?? NaN));
    worker.scored += 1;
  }
  return rows.map(({ errors, meanErrors, scored, ...rest }, id) => ({
    worker: inferences.workers[id] ?? "",
    ...rest,
    meanAbsoluteError: errors / scored,
    relativeError: meanErrors > 0 ? errors / meanErrors : NaN,
  }));
}

/** The mean of the finite values of the set that begins at a row. */
function setMean(
  { length, timestamps, values }: TopicHistory["inferences"],
  start: number,
): number {
  let sum = 0;
  let finite = 0;
  for (let row = start; row < length && timestamps[row] === timestamps[start]; row += 1) {
    const value = values[row] ?? NaN;
    if (!Number.isFinite(value)) continue;
    sum += value;
    finite += 1;
  }
  return sum / finite;
}

function roundingOf(values: Float64Array): HistorySummary["rounding"] {
  const losing = (scale: number): number =>
    countIf(values, values.length, (value) => {
      const kept = roundHalfAway(value * scale) / scale;
      return Math.abs(kept - value) > ROUNDING_LIMIT * Math.abs(value);
    });
  const inferences = losing(1);
  return {
    inferences,
    scale: inferences === 0 ? 1 : (SCALES.find((scale) => losing(scale) === 0) ?? null),
  };
}

function countIf(values: Float64Array, length: number, holds: (value: number) => boolean): number {
  let count = 0;
  for (let row = 0; row < length; row += 1) if (holds(values[row] ?? NaN)) count += 1;
  return count;
}

/** The median of an even number is the mean of the middle two. */
function spread(numbers: ArrayLike<number>): Spread {
  const sorted = Float64Array.from(numbers).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return {
    least: sorted[0] ?? NaN,
    median: sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2,
    most: sorted[sorted.length - 1] ?? NaN,
  };
}
