import { Sum } from "./sum.js";
import type { FinalWeight } from "./summary.js";

/**
 * The stored weights when a replay ended, largest first (equals in order of the workers): with several reputers the mean
 * of theirs, where an absent weight is 0. Workers without weight are left out.
 *
 * @param byReputer Each reputer's weights by worker id, NaN for none.
 */
export function finalWeights(
  workers: readonly string[],
  byReputer: readonly Float64Array[],
): FinalWeight[] {
  const total = new Sum();
  const found: { worker: string; weight: number }[] = [];
  for (const [id, worker] of workers.entries()) {
    const weight = new Sum();
    for (const weights of byReputer) weight.add(positive(weights[id]));
    const value = weight.mean ?? 0;
    if (value === 0) continue;
    total.add(value);
    found.push({ worker, weight: value });
  }
  return found
    .sort((a, b) => b.weight - a.weight)
    .map(({ worker, weight }) => ({ worker, weight, share: weight / total.value }));
}

function positive(weight: number | undefined): number {
  return weight !== undefined && weight > 0 ? weight : 0;
}
