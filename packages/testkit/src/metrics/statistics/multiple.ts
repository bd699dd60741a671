import { at } from "../../numbers/column.js";
import { ascendingOrder } from "../../numbers/order.js";

/**
 * Holm's adjusted p values: reject those at most alpha, and with any dependence between the tests the chance of even one false
 * rejection is at most alpha. The maximum over smaller ones of (m - r) p_(r + 1), r = 0, 1, ..., at most 1.
 *
 * Source: S. Holm, "A simple sequentially rejective multiple test procedure", Scand. J. Stat. 6 (1979) 65-70.
 *
 * @param pValues 0 to 1, of the tests that exist.
 * @returns In the same order.
 */
export function holm(pValues: ArrayLike<number>): Float64Array {
  const adjusted = new Float64Array(pValues.length);
  let largest = 0;
  for (const [rank, i] of ascendingOrder(pValues).entries()) {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * (pValues[i] ?? 1)));
    adjusted[i] = largest;
  }
  return adjusted;
}

/**
 * Benjamini and Hochberg's adjusted p values: of those at most alpha, the expected part of false ones is at most alpha, for
 * independent or positively dependent tests. The minimum over larger ones of m p_(rank) / rank.
 *
 * Source: Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", J. R. Stat. Soc. B 57 (1995) 289-300.
 *
 * @param pValues 0 to 1, of the tests that exist.
 * @returns In the same order.
 */
export function benjaminiHochberg(pValues: ArrayLike<number>): Float64Array {
  const adjusted = new Float64Array(pValues.length);
  const order = ascendingOrder(pValues);
  let smallest = 1;
  for (let rank = order.length; rank >= 1; rank -= 1) {
    const i = at(order, rank - 1);
    smallest = Math.min(smallest, ((pValues[i] ?? 1) * order.length) / rank);
    adjusted[i] = smallest;
  }
  return adjusted;
}
