import { Sum } from "../../numbers/sum.js";
import type { FinalWeight } from "../summary.js";

/** What a reputer has stored. */
export interface ReputerWeights {
  /** By worker id, NaN for none. */
  readonly weights: Float64Array;
  /** Its part of the reputers' stake. */
  readonly stakeShare: number;
}

/**
 * The stored weights when a replay ended, largest first (equals in order of the workers), as the chain ranks by them: with
 * several reputers the sum of theirs by part of the stake, where an absent weight is 0. Workers without weight are left out.
 */
export function finalWeights(
  workers: readonly string[],
  reputers: readonly ReputerWeights[],
): FinalWeight[] {
  const total = new Sum();
  const found: { worker: string; weight: number }[] = [];
  const whole = reputers.reduce((sum, { stakeShare }) => sum + stakeShare, 0);
  for (const [id, worker] of workers.entries()) {
    const sum = new Sum();
    for (const { weights, stakeShare } of reputers) {
      // Without any stake every reputer counts the same.
      sum.add(positive(weights[id]) * (whole > 0 ? stakeShare / whole : 1 / reputers.length));
    }
    const { value } = sum;
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
