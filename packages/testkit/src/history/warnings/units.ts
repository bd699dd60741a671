import { historyErrors } from "../../errors/history-errors.js";
import { fault, type ErrorReport } from "../../errors/weightkit-error.js";
import type { InferenceColumns, TopicHistory } from "../history.js";
import { truthRow } from "../truth-lookup.js";

/** Most ratios of a worker that are examined, and the fewest that are conclusive. */
const SAMPLE = 1000;
const LEAST = 5;
/** From this factor on, or its inverse, values are taken to be in another unit: decimal logarithm. */
const FAR = 2;
/** Widest middle half of the ratios, as the decimal logarithm of its ends' quotient: tenfold for all together, fourfold for one worker. */
const NARROW_ALL = 1;
const NARROW_ONE = Math.log10(4);
/** Without truth: fewest answers of a set whose median shows what its values are like. */
const FEWEST_ANSWERS = 3;

/**
 * Warns of values that look like another unit, as nothing else makes them: all inferences of a topic a hundred times the truth or more
 * (or a hundredth or less) (median), the middle half within a factor of ten; or one worker's, against the truth or, in a topic
 * without, against the median of its set, the middle half within a factor of four. A worker of a topic that is off as a whole is judged
 * against that whole. Zeros and fewer than five comparable answers are not conclusive. For numbers only: a class or a chance of 0 or 1 is
 * not a magnitude.
 */
export function unitWarnings(topics: readonly TopicHistory[]): ErrorReport[] {
  return topics.flatMap((topic) => {
    const { workers } = topic.inferences;
    const truth = ratiosToTruth(topic);
    const scored = truth.some((ratios) => ratios.length > 0);
    const ratios = scored ? truth : ratiosToSets(topic.inferences);
    const found: ErrorReport[] = [];
    const all = middle(scored ? ratios.flat() : []);
    const off = all !== null && Math.abs(all.median) >= FAR;
    if (off && all.width <= NARROW_ALL) {
      const args = { topic: topic.topic, factor: 10 ** all.median };
      found.push(fault(historyErrors.topicUnits, args).report());
    }
    for (const [id, worker] of workers.entries()) {
      const one = middle(ratios[id] ?? []);
      const far = one === null ? 0 : one.median - (off ? all.median : 0);
      if (one === null || Math.abs(far) < FAR || one.width > NARROW_ONE) continue;
      const args = { topic: topic.topic, worker, factor: 10 ** far, truth: scored && !off };
      found.push(fault(historyErrors.workerUnits, args).report());
    }
    return found;
  });
}

/** By worker, decimal logarithms of its answers' size over the truth's, of up to {@link SAMPLE} rows spread evenly. */
function ratiosToTruth({ inferences, truth }: TopicHistory): number[][] {
  const { length, timestamps, workerIds, values, workers } = inferences;
  const ratios = workers.map((): number[] => []);
  if (truth.length === 0) return ratios;
  const rows = new Uint32Array(workers.length);
  for (let row = 0; row < length; row += 1)
    rows[workerIds[row] ?? 0] = (rows[workerIds[row] ?? 0] ?? 0) + 1;
  const seen = new Uint32Array(workers.length);
  let at = -1;
  for (let row = 0; row < length; row += 1) {
    const time = timestamps[row] ?? NaN;
    if (row === 0 || time !== timestamps[row - 1]) at = truthRow(truth, time);
    const id = workerIds[row] ?? 0;
    const index = seen[id] ?? 0;
    seen[id] = index + 1;
    if (at < 0 || index % Math.ceil((rows[id] ?? 1) / SAMPLE) !== 0) continue;
    const ratio = logRatio(values[row] ?? NaN, truth.values[at] ?? NaN);
    if (ratio !== null) ratios[id]?.push(ratio);
  }
  return ratios;
}

/** The same against the median size in the row's own set, of up to {@link SAMPLE} sets spread evenly. */
function ratiosToSets({
  length,
  timestamps,
  workerIds,
  values,
  workers,
}: InferenceColumns): number[][] {
  const ratios = workers.map((): number[] => []);
  const starts: number[] = [];
  for (let row = 0; row < length; row += 1) {
    if (row === 0 || timestamps[row] !== timestamps[row - 1]) starts.push(row);
  }
  for (let set = 0; set < starts.length; set += Math.ceil(starts.length / SAMPLE)) {
    const [start, end] = [starts[set] ?? 0, starts[set + 1] ?? length];
    const sizes = values
      .subarray(start, end)
      .map(Math.abs)
      .filter((size) => size > 0 && size < Infinity);
    if (sizes.length < FEWEST_ANSWERS) continue;
    const median = sizes.sort()[sizes.length >> 1] ?? NaN;
    for (let row = start; row < end; row += 1) {
      const ratio = logRatio(values[row] ?? NaN, median);
      if (ratio !== null) ratios[workerIds[row] ?? 0]?.push(ratio);
    }
  }
  return ratios;
}

function logRatio(value: number, reference: number): number | null {
  const ratio = Math.log10(Math.abs(value / reference));
  return Number.isFinite(ratio) ? ratio : null;
}

/** The median and how wide the middle half is; null for too few. */
function middle(
  ratios: readonly number[],
): { readonly median: number; readonly width: number } | null {
  if (ratios.length < LEAST) return null;
  const sorted = Float64Array.from(ratios).sort();
  const at = (part: number): number => sorted[Math.floor(part * (sorted.length - 1))] ?? NaN;
  return { median: at(0.5), width: at(0.75) - at(0.25) };
}
