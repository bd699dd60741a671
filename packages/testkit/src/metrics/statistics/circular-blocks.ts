import { at } from "../../numbers/column.js";
import { Sum } from "../../numbers/sum.js";

/** Draws of sets by their index, each as long as the series: what a bootstrap averages over. */
export type IndexSets = readonly ArrayLike<number>[];

/**
 * Index sets of the circular block bootstrap: blocks of consecutive sets, going round at the end, drawn with replacement.
 *
 * Source: D. N. Politis and J. P. Romano, "A circular block-resampling procedure for stationary data", in Exploring the Limits of
 * Bootstrap (1992) 263-270.
 *
 * @param sets n, at least 1. @param block Sets in a block, at least 1. @param draws How many index sets.
 * @param below Whole and uniform from 0 to its argument less 1; chance comes from the caller.
 */
export function circularBlocks(
  sets: number,
  block: number,
  draws: number,
  below: (bound: number) => number,
): Uint32Array[] {
  return Array.from({ length: draws }, () => {
    const indices = new Uint32Array(sets);
    let start = 0;
    for (let t = 0; t < sets; t += 1) {
      if (t % block === 0) start = below(sets);
      indices[t] = (start + (t % block)) % sets;
    }
    return indices;
  });
}

/** Length of blocks for n sets: the cube root, rounded up (P. Hall, J. Horowitz and B.-Y. Jing, Biometrika 82 (1995) 561-574). */
export function blockLength(sets: number): number {
  return Math.max(1, Math.ceil(Math.cbrt(sets) - 1e-9));
}

/** The mean of `values` in every draw. */
export function resampledMeans(values: ArrayLike<number>, indexSets: IndexSets): Float64Array {
  return Float64Array.from(indexSets, (indices) => {
    const total = new Sum();
    for (let k = 0; k < indices.length; k += 1) total.add(at(values, at(indices, k)));
    return total.mean ?? Number.NaN;
  });
}
