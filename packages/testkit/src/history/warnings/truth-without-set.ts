import { historyErrors } from "../../errors/history-errors.js";
import { fault, type ErrorReport } from "../../errors/weightkit-error.js";
import { lowerBound } from "../../numbers/lower-bound.js";
import type { TopicHistory } from "../history.js";

/**
 * A warning for topics whose truths all miss the timestamps of sets: no set can be scored, usually because the two
 * files mean another time. The first is named, with how far its nearest truth is off, seconds.
 */
export function truthWarnings(topics: readonly TopicHistory[]): ErrorReport[] {
  const found = topics.flatMap((topic) => {
    const missed = missedTruth(topic);
    return missed === null ? [] : [missed];
  });
  const [first] = found;
  if (first === undefined) return [];
  const args = { ...first, others: found.length - 1 };
  return [fault(historyErrors.truthMeetsNoSet, args).report()];
}

function missedTruth({ topic, inferences, truth }: TopicHistory): {
  readonly topic: string;
  readonly sets: number;
  readonly nearest: number;
} | null {
  if (truth.length === 0) return null;
  const truths = truth.timestamps.subarray(0, truth.length);
  let sets = 0;
  let nearest = Infinity;
  let last = NaN;
  for (let row = 0; row < inferences.length; row += 1) {
    const time = inferences.timestamps[row] ?? NaN;
    if (time === last) continue;
    last = time;
    sets += 1;
    const at = lowerBound(truths, time);
    const after = truths[at] ?? Infinity;
    if (after === time) return null;
    nearest = Math.min(nearest, after - time, time - (truths[at - 1] ?? -Infinity));
  }
  return { topic, sets, nearest };
}
