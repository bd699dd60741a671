import { at } from "../../numbers/column.js";
import { mean, Sum } from "../../numbers/sum.js";

/** The losses of one topic's sets. */
export interface TopicLosses {
  /** UNIX seconds, ascending, one a set. */
  readonly timestamps: ArrayLike<number>;
  /** Of the weighted combination. */
  readonly losses: ArrayLike<number>;
  /** Of equal weights on the same sets. */
  readonly reference: ArrayLike<number>;
}

/** One series for many topics, to be judged like one topic's (`assessDifference`). */
export interface OverallLosses {
  /** UNIX seconds, ascending, each once. */
  readonly timestamps: Float64Array;
  /** Without unit: 1 is a topic's mean loss of equal weights. */
  readonly losses: Float64Array;
  readonly reference: Float64Array;
  /** Topics in the series. */
  readonly topics: number;
  /** Topics whose equal weights were never wrong or that had no set: there is no scale to divide by. */
  readonly withoutScale: number;
}

/**
 * Losses of many topics as one series: each topic's are divided by its mean loss of equal weights, so that no topic counts for more
 * because of its unit, then averaged over the topics that have a set at the same time. Topics share shocks, so sets of one time are
 * one piece of evidence, not many.
 *
 * Sources: averaging the cross-section before testing: J. C. Driscoll and A. C. Kraay, Rev. Econ. Stat. 80 (1998) 549-560; relative
 * losses: R. J. Hyndman and A. B. Koehler, Int. J. Forecasting 22 (2006) 679-688.
 */
export function overallLosses(topics: Iterable<TopicLosses>): OverallLosses {
  const byTime = new Map<number, { own: Sum; other: Sum }>();
  let [counted, withoutScale] = [0, 0];
  for (const { timestamps, losses, reference } of topics) {
    const scale = mean(Array.from(reference));
    if (scale === null || !(scale > 0) || !Number.isFinite(scale)) {
      withoutScale += 1;
      continue;
    }
    counted += 1;
    for (let t = 0; t < timestamps.length; t += 1) {
      const time = at(timestamps, t);
      let sums = byTime.get(time);
      if (sums === undefined) byTime.set(time, (sums = { own: new Sum(), other: new Sum() }));
      sums.own.add(at(losses, t) / scale);
      sums.other.add(at(reference, t) / scale);
    }
  }
  const rows = [...byTime].sort(([a], [b]) => a - b);
  return {
    timestamps: Float64Array.from(rows, ([time]) => time),
    losses: Float64Array.from(rows, ([, { own }]) => own.mean ?? 0),
    reference: Float64Array.from(rows, ([, { other }]) => other.mean ?? 0),
    topics: counted,
    withoutScale,
  };
}
