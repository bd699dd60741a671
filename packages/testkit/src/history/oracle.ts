import { attachmentsOf } from "../chain/attachments.js";
import { historyErrors } from "../errors/history-errors.js";
import { fault } from "../errors/weightkit-error.js";
import { lowerBound } from "../numbers/lower-bound.js";
import type { InferenceColumns, TopicHistory } from "./history.js";

/** A worker that answers every set with an earlier truth: what the SDK's `Truth.worker` reads. */
export interface Oracle {
  /** Its address. */
  readonly worker: string;
  /** Seconds from a set to the set in which the worker answers with its truth: above 0. */
  readonly lag: number;
  /** How far the two may be off, in seconds: 0 to below the lag. */
  readonly tolerance: number;
}

/**
 * A topic's history with such a worker in it. In the set at time t it answers with the truth of the time nearest to t - lag, at most the
 * tolerance away, when that truth is available by t; otherwise it is silent.
 * @throws WeightkitError WK347 when the history has that worker already, or lag and tolerance are out of range
 */
export function withOracle(history: TopicHistory, oracle: Oracle): TopicHistory {
  check(history, oracle);
  const { inferences, truth } = history;
  const { length, messages: numbers, attachments } = inferences;
  const rows: number[] = [];
  const messages: number[] = [];
  const times: number[] = [];
  const workerIds: number[] = [];
  const values: number[] = [];
  const texts: string[] = [];
  const id = inferences.workers.length;
  /** Of the block's messages so far; its last one is what the host keeps. */
  let lastMessage = 0;
  for (let row = 0; row < length; row += 1) {
    const time = inferences.timestamps[row] ?? NaN;
    const message = numbers?.[row] ?? 0;
    lastMessage = time === times.at(-1) ? Math.max(lastMessage, message) : message;
    times.push(time);
    rows.push(row);
    messages.push(message);
    workerIds.push(inferences.workerIds[row] ?? 0);
    values.push(inferences.values[row] ?? NaN);
    if (inferences.texts !== null) texts.push(inferences.texts[row] ?? "");
    if (inferences.timestamps[row + 1] === time) continue;
    const answer = answerRow(history, oracle, time);
    if (answer === null) continue;
    times.push(time);
    rows.push(length);
    messages.push(lastMessage);
    workerIds.push(id);
    values.push(truth.values[answer] ?? NaN);
    if (inferences.texts !== null)
      texts.push(truth.texts?.[answer] ?? String(truth.values[answer] ?? NaN));
  }
  const columns: InferenceColumns = {
    length: times.length,
    timestamps: Float64Array.from(times),
    workerIds: Uint32Array.from(workerIds),
    values: Float64Array.from(values),
    texts: inferences.texts === null ? null : texts,
    workers: [...inferences.workers, oracle.worker],
    ...(numbers === undefined ? {} : { messages: Uint32Array.from(messages) }),
    ...(attachments === undefined ? {} : { attachments: attachmentsOf(attachments, rows) }),
  };
  return { ...history, inferences: columns };
}

/** The row of the truth that the worker answers with in the set at a time, or null. */
function answerRow(
  { truth }: TopicHistory,
  { lag, tolerance }: Oracle,
  time: number,
): number | null {
  const wanted = time - lag;
  let found: number | null = null;
  let least = tolerance;
  for (let row = lowerBound(truth.timestamps, wanted - tolerance); row < truth.length; row += 1) {
    const distance = Math.abs((truth.timestamps[row] ?? NaN) - wanted);
    if (!(distance <= tolerance)) break;
    // Of two equally near ones, the earlier.
    if (distance > least || (found !== null && distance === least)) continue;
    found = row;
    least = distance;
  }
  return found !== null && (truth.availableAt[found] ?? Infinity) <= time ? found : null;
}

function check({ inferences }: TopicHistory, { worker, lag, tolerance }: Oracle): void {
  const refuse = (problem: string): never => {
    throw fault(historyErrors.badOracle, { problem });
  };
  if (inferences.workers.includes(worker)) refuse(`The history has answers of ${worker} already`);
  if (!(lag > 0 && Number.isSafeInteger(lag))) refuse(`A lag of ${lag} s is not above 0`);
  if (!(tolerance >= 0 && tolerance < lag))
    refuse(`A tolerance of ${tolerance} s does not lie from 0 to below the lag of ${lag} s`);
}
