import { everybody, type Answer, type CheckRound } from "./check-round.js";

/** The round with each answer changed; null leaves an answer out. */
export function withAnswers(
  round: CheckRound,
  change: (answer: Answer, timestamp: number) => Answer | null,
): CheckRound {
  return {
    ...round,
    sets: round.sets.map(({ timestamp, answers }) => ({
      timestamp,
      answers: answers.flatMap((answer) => change(answer, timestamp) ?? []),
    })),
  };
}

/** The round with each value and truth changed, both in the truth's unit. */
export function withValues(
  round: CheckRound,
  valueScale: number,
  change: (value: number) => number,
): CheckRound {
  const moved = withAnswers(round, ({ worker, value }) => ({
    worker,
    value: String(Math.round(change(Number(value) / valueScale) * valueScale)),
  }));
  const truths = Object.entries(round.truths).map(
    ([timestamp, truth]): [string, number | string] => [
      timestamp,
      typeof truth === "number" ? change(truth) : truth,
    ],
  );
  return { ...moved, truths: Object.fromEntries(truths) };
}

/** The round in which the first address in order of text stands for the last, the second for the last but one, and so on. */
export function renamed(round: CheckRound): {
  round: CheckRound;
  name: (worker: string) => string;
} {
  const sorted = [...everybody(round)].sort();
  const names = new Map(
    sorted.map((worker, i) => [worker, sorted[sorted.length - 1 - i] ?? worker]),
  );
  const name = (worker: string): string => names.get(worker) ?? worker;
  const moved = withAnswers(round, ({ worker, value }) => ({ worker: name(worker), value }));
  const weights = Object.entries(round.weights).map(([worker, weight]): [string, number] => [
    name(worker),
    weight,
  ]);
  return { round: { ...moved, weights: Object.fromEntries(weights) }, name };
}

/** The round without one worker's answers; its weight stays. */
export function withoutAnswersOf(round: CheckRound, absent: string): CheckRound {
  return withAnswers(round, (answer) => (answer.worker === absent ? null : answer));
}

/** The round at another time: sets, truths and the block. */
export function movedBy(round: CheckRound, seconds: number): CheckRound {
  return { ...withTimes(round, (time) => time + seconds), blockTime: round.blockTime + seconds };
}

/** The round with each set, and its truth, at another time. */
export function withTimes(round: CheckRound, change: (timestamp: number) => number): CheckRound {
  const truths = Object.entries(round.truths).map(
    ([timestamp, truth]): [string, number | string] => [String(change(Number(timestamp))), truth],
  );
  const sets = round.sets.map((set) => ({ ...set, timestamp: change(set.timestamp) }));
  return { ...round, sets, truths: Object.fromEntries(truths) };
}
