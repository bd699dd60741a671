import { mean } from "../../numbers/sum.js";
import { cellsOf, type CellBase } from "./cell.js";
import type { CellStore } from "./cell-store.js";
import type { SweepPlan } from "./plan.js";
import type { LossTable } from "./score.js";

/** The losses of the parameter sets that have any, and which they are. */
export interface SweptLosses extends LossTable {
  /** Indices into the plan's sets, one a series. */
  readonly sets: readonly number[];
  /** Failed rounds and the first failure, by index of the parameter set. */
  readonly failures: ReadonlyMap<number, { readonly rounds: number; readonly first: string }>;
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
  const failures = new Map<number, { rounds: number; first: string }>();
  const byTopic = new Map<string, Float64Array[]>();
  for (const { key, set, topic } of cells) {
    const result = store.result(key);
    if (result === null) continue;
    if (result.failure !== null) {
      const before = failures.get(set);
      const rounds = (before?.rounds ?? 0) + result.failedRounds;
      failures.set(set, { rounds, first: before?.first ?? result.failure });
    }
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
