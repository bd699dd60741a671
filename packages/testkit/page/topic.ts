import type { PageSeries, PageTopic } from "../src/report/html/page-data.js";
import type { TopicChoices } from "./choices.js";
import { linkTo, type Place } from "./place.js";
import type { ReplaySummary, WorkerScore } from "../src/metrics/summary.js";

/** A topic as the page shows it. */
export interface Topic {
  readonly summary: ReplaySummary;
  readonly workers: readonly Worker[];
  /** Every `stride`-th set. */
  readonly sets: PageSeries["sets"] & { readonly stride: number };
  readonly rounds: PageSeries["rounds"] & { readonly stride: number };
  readonly confusion: PageSeries["confusion"];
  /** What was paid, by epoch, token units; null without rewards. */
  readonly rewards: PageSeries["rewards"];
  readonly choices: TopicChoices;
  /** The address of a place in this topic. */
  readonly link: (place: Omit<Place, "topic">) => string;
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

export function topicOf(
  { summary, names }: PageTopic,
  series: PageSeries,
  /** Whether there are several, so that places name theirs. */
  many: boolean,
  choices: TopicChoices,
): Topic {
  const { sets, rounds, rewards, inferences, confusion } = series;
  const weightShares = (id: number) => column(rounds.shares, rounds.times.length, id);
  const scores = new Map(summary.workerScores.map((score) => [score.worker, score]));
  const finals = new Map(summary.finalWeights.map(({ worker, share }) => [worker, share]));
  return {
    summary,
    workers: summary.workers.map((address, id) => ({
      id,
      address,
      name: names[id] ?? shortened(address),
      named: (names[id] ?? null) !== null,
      score: scores.get(address) ?? null,
      finalShare: finals.get(address) ?? 0,
      meanShare: average(weightShares(id)),
    })),
    sets: { ...sets, stride: series.setStride },
    rounds: { ...rounds, stride: series.roundStride },
    rewards,
    confusion,
    choices,
    link: (place) => linkTo({ topic: many ? summary.topic : null, ...place }),
    weightShares,
    rewardShares: (worker) =>
      rewards === null ? null : column(rewards.shares, rewards.times.length, worker),
    inferences: (worker) =>
      inferences === null ? null : column(inferences, sets.times.length, worker),
  };
}

function column(matrix: Float32Array, length: number, worker: number): Float32Array {
  return matrix.subarray(worker * length, (worker + 1) * length);
}

export function shortened(address: string): string {
  return address.length > 20 ? `${address.slice(0, 10)}…${address.slice(-6)}` : address;
}

function average(values: Float32Array): number {
  return values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;
}
