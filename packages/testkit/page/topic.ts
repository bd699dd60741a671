import type { PageTopic } from "../src/report/html/page-data.js";
import type { ReplaySummary, WorkerScore } from "../src/metrics/summary.js";
import { column, unpack32, unpack64 } from "./unpack.js";

/** A topic's data, unpacked. */
export interface Topic {
  readonly summary: ReplaySummary;
  readonly workers: readonly Worker[];
  readonly sets: {
    readonly stride: number;
    readonly times: Float64Array;
    readonly truth: Float32Array;
    readonly weighted: Float32Array;
    readonly equal: Float32Array;
    readonly median: Float32Array;
    readonly gain: Float32Array;
  };
  readonly rounds: {
    readonly stride: number;
    readonly times: Float64Array;
    readonly status: Float32Array;
    readonly fuel: Float32Array;
    readonly inferences: Float32Array;
    readonly scorable: Float32Array;
    readonly second: Float32Array;
    readonly moved: Float32Array;
  };
  readonly rewardTimes: Float64Array | null;
  /** Of each epoch, token units; null without rewards. */
  readonly money: {
    readonly emission: Float64Array;
    readonly stake: Float64Array;
    readonly paid: Float64Array;
    readonly rolledOver: Float64Array;
  } | null;
  /** One worker's share of the weight after each round and its second run. */
  weightShares(worker: number): Float32Array;
  /** One worker's share of the rewards of each epoch, or null without rewards. */
  rewardShares(worker: number): Float32Array | null;
  /** One worker's inferences by set, or null where they are too many for a page. */
  inferences(worker: number): Float32Array | null;
}

export interface Worker {
  readonly id: number;
  readonly address: string;
  /** Its name, or its address shortened. */
  readonly name: string;
  readonly named: boolean;
  readonly score: WorkerScore | null;
  /** Share of the final weights. */
  readonly finalShare: number;
  /** Mean share of the weight over rounds. */
  readonly meanShare: number;
}

export function unpackTopic({ summary, names, series }: PageTopic): Topic {
  const width = summary.workers.length;
  const shares = unpack32(series.rounds.shares);
  const values = series.inferences === null ? null : unpack32(series.inferences);
  const paid = series.rewards === null ? null : unpack32(series.rewards.shares);
  const scores = new Map(summary.workerScores.map((score) => [score.worker, score]));
  const finals = new Map(summary.finalWeights.map(({ worker, share }) => [worker, share]));
  const { sets, rounds } = series;
  return {
    summary,
    workers: summary.workers.map((address, id) => ({
      id,
      address,
      name: names[id] ?? shortened(address),
      named: (names[id] ?? null) !== null,
      score: scores.get(address) ?? null,
      finalShare: finals.get(address) ?? 0,
      meanShare: average(column(shares, width, id)),
    })),
    sets: {
      stride: series.setStride,
      times: unpack64(sets.times),
      truth: unpack32(sets.truth),
      weighted: unpack32(sets.weighted),
      equal: unpack32(sets.equal),
      median: unpack32(sets.median),
      gain: unpack32(sets.gain),
    },
    rounds: {
      stride: series.roundStride,
      times: unpack64(rounds.times),
      status: unpack32(rounds.status),
      fuel: unpack32(rounds.fuel),
      inferences: unpack32(rounds.inferences),
      scorable: unpack32(rounds.scorable),
      second: unpack32(rounds.second),
      moved: unpack32(rounds.moved),
    },
    money:
      series.rewards === null
        ? null
        : {
            emission: unpack64(series.rewards.emission),
            stake: unpack64(series.rewards.stake),
            paid: unpack64(series.rewards.paid),
            rolledOver: unpack64(series.rewards.rolledOver),
          },
    rewardTimes: series.rewards === null ? null : unpack64(series.rewards.times),
    weightShares: (worker) => column(shares, width, worker),
    rewardShares: (worker) => (paid === null ? null : column(paid, width, worker)),
    inferences: (worker) => (values === null ? null : column(values, width, worker)),
  };
}

export function shortened(address: string): string {
  return address.length > 20 ? `${address.slice(0, 10)}…${address.slice(-6)}` : address;
}

function average(values: Float32Array): number {
  return values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;
}
