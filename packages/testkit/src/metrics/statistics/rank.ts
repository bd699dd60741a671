import { at } from "../../numbers/column.js";
import { ascendingOrder } from "../../numbers/order.js";
import { mean, Sum } from "../../numbers/sum.js";

/** Ranks from 1, equals sharing the mean of theirs (mid-ranks). */
export function midRanks(values: ArrayLike<number>): Float64Array {
  const order = ascendingOrder(values);
  const ranks = new Float64Array(order.length);
  for (let first = 0; first < order.length;) {
    let end = first + 1;
    while (end < order.length && values[at(order, end)] === values[at(order, first)]) end += 1;
    for (let k = first; k < end; k += 1) ranks[at(order, k)] = (first + 1 + end) / 2;
    first = end;
  }
  return ranks;
}

/**
 * Pearson's correlation, sum (x - mx)(y - my) / sqrt(sum (x - mx)^2 sum (y - my)^2).
 *
 * @returns null for fewer than two pairs, or when one side does not vary.
 */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  const mx = mean(Array.from(x)) ?? 0;
  const my = mean(Array.from(y)) ?? 0;
  const [xx, yy, xy] = [new Sum(), new Sum(), new Sum()];
  for (let i = 0; i < x.length; i += 1) {
    const dx = at(x, i) - mx;
    const dy = at(y, i) - my;
    xx.add(dx * dx);
    yy.add(dy * dy);
    xy.add(dx * dy);
  }
  const scale = Math.sqrt(xx.value) * Math.sqrt(yy.value);
  return scale > 0 ? Math.max(-1, Math.min(1, xy.value / scale)) : null;
}

/**
 * Spearman's rank correlation: {@link pearson} of the mid-ranks, which is right with ties too.
 *
 * Source: C. Spearman, "The proof and measurement of association between two things", Am. J. Psychol. 15 (1904) 72-101;
 * ties: M. G. Kendall, Rank Correlation Methods (1948), chapter 3.
 *
 * @returns null for fewer than two pairs, or when one side does not vary.
 */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  return pearson(midRanks(x), midRanks(y));
}
