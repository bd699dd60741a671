import { answering, type CheckRound } from "./check-round.js";
import { madeWorkers } from "./round-range.js";

/** The round with that many workers, who take turns in answering what the round's own workers did. */
export function crowded(round: CheckRound, count: number): CheckRound {
  const own = answering(round);
  const workers = [...own, ...madeWorkers(count)].slice(0, count);
  const sets = round.sets.map(({ timestamp, answers }) => ({
    timestamp,
    answers: workers.map((worker, i) => ({
      worker,
      value: answers[i % Math.max(1, answers.length)]?.value ?? "0",
    })),
  }));
  const weight = Math.max(1, Math.floor(100_000 / count));
  const weights = Object.fromEntries(workers.map((worker) => [worker, weight]));
  return { ...round, sets, weights };
}
