import { mean } from "../../numbers/sum.js";
import type { AnsweredSets } from "../../report/verdict-words.js";
import { allAnswers } from "../answers.js";
import { cellsOf, type CellBase } from "./cell.js";
import type { CellStore } from "./cell-store.js";
import type { SweepPlan } from "./plan.js";
import type { LossTable } from "./score.js";

/** The losses of the parameter sets that have any, and which they are. */
export interface SweptLosses extends LossTable {
  /** Indices into the plan's sets, one a series. */
  readonly sets: readonly number[];
  /** What failed, by index of the parameter set. */
  readonly failures: ReadonlyMap<number, SetFailures>;
  /** What became of the histories' answers. */
  readonly answers: AnsweredSets;
}

/** What failed under a parameter set, over topics and seeds. */
export interface SetFailures {
  /** Rounds that ran, and those of them that failed. */
  readonly rounds: number;
  readonly failed: number;
  /** Code and text of the most frequent failure of the first replay that has any; null without any. */
  readonly first: string | null;
}

interface Row {
  readonly time: number;
  readonly topic: number;
  readonly at: number;
}

/**
 * Puts the finished cells of some parameter sets together: the mean over seeds, and topics as one series in order of time, each in units of
 * equal weights' mean loss where there are several.
 */
export function lossTable(
  plan: SweepPlan,
  sets: readonly number[],
  until: readonly number[] | null,
  store: CellStore,
): SweptLosses {
  const cells = cellsOf(plan, sets, until);
  const bases = plan.topics.map((_, topic): CellBase | null => {
    const cell = cells.find((one) => one.topic === topic);
    return cell === undefined ? null : store.base(cell.baseKey);
  });
  const rows = bases.flatMap((base, topic): Row[] =>
    [...(base?.timestamps ?? [])].map((time, at) => ({ time, topic, at })),
  );
  rows.sort((a, b) => a.time - b.time || a.topic - b.topic);
  const scales = bases.map((base) => {
    const scale = plan.topics.length > 1 ? (mean(base?.equal ?? []) ?? 1) : 1;
    return scale > 0 ? scale : 1;
  });
  const failures = new Map<number, SetFailures>();
  const byTopic = new Map<string, Float64Array[]>();
  for (const { key, set, topic } of cells) {
    const result = store.result(key);
    if (result === null) continue;
    const before = failures.get(set);
    failures.set(set, {
      rounds: (before?.rounds ?? 0) + result.rounds,
      failed: (before?.failed ?? 0) + result.failedRounds,
      first: before?.first ?? result.failure,
    });
    if (result.losses.length !== bases[topic]?.timestamps.length) continue;
    const place = `${set} ${topic}`;
    byTopic.set(place, [...(byTopic.get(place) ?? []), result.losses]);
  }
  const whole = sets.filter((set) =>
    plan.topics.every((_, topic) => byTopic.get(`${set} ${topic}`)?.length === plan.seeds.length),
  );
  const column = (of: (row: Row) => number): Float64Array => Float64Array.from(rows, of);
  return {
    sets: whole,
    failures,
    answers: allAnswers(bases.flatMap((base) => base?.answers ?? [])),
    timestamps: column(({ time }) => time),
    availableAt: column(({ topic, at }) => bases[topic]?.availableAt[at] ?? Infinity),
    equal: column(({ topic, at }) => (bases[topic]?.equal[at] ?? NaN) / (scales[topic] ?? 1)),
    median: bases.every((base) => base?.median != null)
      ? column(({ topic, at }) => (bases[topic]?.median?.[at] ?? NaN) / (scales[topic] ?? 1))
      : null,
    losses: whole.map((set) => {
      const series = plan.topics.map((_, topic) => byTopic.get(`${set} ${topic}`) ?? []);
      return column(({ topic, at }) => {
        const seeds = series[topic] ?? [];
        let sum = 0;
        for (const losses of seeds) sum += losses[at] ?? NaN;
        return sum / seeds.length / (scales[topic] ?? 1);
      });
    }),
    zeroOne: plan.loss === "zero-one loss",
  };
}
