import type { TopicHistory, TruthColumns } from "../../history/history.js";

/** A history as it stood at a time: the inferences made by then, and the truths that were available. */
export function historyUntil(history: TopicHistory, until: number): TopicHistory {
  const { inferences, truth } = history;
  const length = countUntil(inferences.timestamps, until);
  return {
    ...history,
    inferences: {
      ...inferences,
      length,
      timestamps: inferences.timestamps.subarray(0, length),
      workerIds: inferences.workerIds.subarray(0, length),
      values: inferences.values.subarray(0, length),
      texts: inferences.texts?.slice(0, length) ?? null,
    },
    truth: truthUntil(truth, until),
  };
}

/** Timestamps of the sets of a topic, ascending. */
export function setTimes({ inferences }: TopicHistory): number[] {
  return [...new Set(inferences.timestamps.subarray(0, inferences.length))];
}

function countUntil(times: Float64Array, until: number): number {
  let count = 0;
  while (count < times.length && (times[count] ?? Infinity) <= until) count += 1;
  return count;
}

function truthUntil(truth: TruthColumns, until: number): TruthColumns {
  const rows = Array.from({ length: truth.length }, (_, i) => i).filter(
    (i) => (truth.availableAt[i] ?? Infinity) <= until,
  );
  const pick = (column: Float64Array): Float64Array =>
    Float64Array.from(rows, (i) => column[i] ?? Number.NaN);
  return {
    length: rows.length,
    timestamps: pick(truth.timestamps),
    values: pick(truth.values),
    texts: truth.texts === null ? null : rows.map((i) => truth.texts?.[i] ?? ""),
    availableAt: pick(truth.availableAt),
  };
}
