import { median } from "../numbers/order.js";
import type { TruthColumns } from "./history.js";

/**
 * Median of |truth|, in the unit of the truths: what losses on a relative scale are at least divided by. Where that is 0 it is the
 * median of those that are not.
 * @returns null without a finite truth other than 0.
 */
export function typicalTruth({
  values,
  length,
}: Pick<TruthColumns, "values" | "length">): number | null {
  const sizes = values.subarray(0, length).filter(Number.isFinite).map(Math.abs);
  const typical = median(sizes) ?? 0;
  return typical > 0 ? typical : median(sizes.filter((size) => size > 0));
}
