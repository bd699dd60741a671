import { skillScore } from "../statistics/skill.js";
import { bestInHindsight, regret, regretInterval, type WorkerAccuracy } from "./hindsight.js";
import { MissingRounds, rewardShares } from "./money.js";
import type { CostOfMissing } from "./money.js";
import type { RewardsFold } from "./rewards-fold.js";
import type { BestWorker, FinalWeight, WorkerScore } from "../summary.js";
import type { WeightingFold } from "./weighting-fold.js";

/** Every worker that was in a compared set, in order of first appearance in the history. */
export function workerScores(
  workers: readonly string[],
  accuracies: readonly WorkerAccuracy[],
  finalWeights: readonly FinalWeight[],
  rewards: RewardsFold,
): WorkerScore[] {
  const amounts = rewards.amounts(workers.length);
  const paid = amounts.some((amount) => amount > 0n) ? rewardShares(amounts) : null;
  const weightShares = new Map(finalWeights.map(({ worker, share }) => [worker, share]));
  return accuracies.map((accuracy) => {
    const { workerId, sets, loss, equal, bias } = accuracy;
    const worker = workers[workerId] ?? "";
    return {
      worker,
      sets,
      loss,
      bias,
      skill: skillScore(loss, equal),
      regret: regret(accuracy),
      weightShare: weightShares.get(worker) ?? 0,
      rewardShare: paid === null ? null : (paid[workerId] ?? 0),
    };
  });
}

/** @param leastSets Fewest compared sets that a worker must have taken part in. */
export function bestWorker(
  workers: readonly string[],
  accuracies: readonly WorkerAccuracy[],
  leastSets: number,
): BestWorker | null {
  const best = bestInHindsight(accuracies, leastSets);
  if (best === null) return null;
  const { workerId, sets, loss, combination } = best;
  const chosenAmong = accuracies.filter((worker) => worker.sets >= leastSets).length;
  return {
    worker: workers[workerId] ?? "",
    sets,
    loss,
    combination,
    regret: regret(best),
    interval: regretInterval(best, chosenAmong),
    chosenAmong,
    leastSets,
  };
}

/** What missing rounds cost the good: workers with a smaller loss than equal weights had on their own sets. */
export function costToTheGood(
  accuracies: readonly WorkerAccuracy[],
  weighting: WeightingFold,
): CostOfMissing | null {
  const pooled = new MissingRounds();
  for (const { workerId, loss, equal } of accuracies) {
    if (loss < equal) pooled.addAll(weighting.missing(workerId));
  }
  return pooled.result();
}
