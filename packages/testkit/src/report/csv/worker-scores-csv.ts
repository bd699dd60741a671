import type { ReplaySummary } from "../../metrics/summary.js";
import { row } from "./csv-text.js";

/** Every worker's scores as one CSV text, head line included. Names from `workers.csv` where there are any. */
export function workerScoresCsv(
  summaries: readonly ReplaySummary[],
  names: ReadonlyMap<string, string> = new Map(),
): string {
  const head = "topic,worker,name,sets,loss,bias,skill,regret,weight_share,reward_share\n";
  const lines = summaries.flatMap(({ topic, workerScores }) =>
    workerScores.map((score) =>
      row([
        topic,
        score.worker,
        names.get(score.worker) ?? null,
        score.sets,
        score.loss,
        score.bias,
        score.skill,
        score.regret,
        score.weightShare,
        score.rewardShare,
      ]),
    ),
  );
  return head + lines.join("");
}
