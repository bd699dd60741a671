import { paidTo } from "../../metrics/folds/rewards-fold.js";
import type { JudgedFact, JudgedStart, SetJudged } from "../../metrics/judged-fact.js";
import type { JudgedSet } from "../../metrics/judged-set.js";
import { at } from "../../numbers/column.js";
import { Sum } from "../../numbers/sum.js";
import type { LogicRan, RewardsPaid, RoundRan, SecondRan } from "../../replay/facts.js";
import type { ConfusionCell, PageSeries } from "./page-data.js";
import { Thinned } from "./thinned.js";

/** Rows of a chart beyond which nobody could distinguish them. */
const MAX_ROWS = 4096;
/** Numbers in one matrix (4 bytes each, about as many in the page). */
const MAX_CELLS = 400_000;
/** Pairs of classes that are counted; a topic with more has no readable confusion matrix. */
const MAX_CONFUSION = 400;

interface SetRow {
  readonly timestamp: number;
  readonly judged: JudgedSet;
  readonly gain: number;
}

interface RoundRow {
  readonly round: RoundRan;
  readonly second: SecondRan | null;
  readonly moved: number;
  readonly shares: Float64Array;
}

const STATUS = { committed: 0, failed: 1, skipped: 2, unreachable: 2 } as const;

/** Gathers what the page draws of one topic, in bounded memory. */
export class SeriesAccumulator {
  #workers = 0;
  #sets = new Thinned<SetRow>(MAX_ROWS);
  #rounds = new Thinned<RoundRow>(MAX_ROWS);
  #rewards = new Thinned<RewardsPaid>(MAX_ROWS);
  readonly #gain = new Sum();
  readonly #confusion = new Map<string, ConfusionCell>();
  readonly #byReputer = new Map<string, LogicRan>();
  #last: RoundRan | null = null;
  #second: SecondRan | null = null;
  /** Shares after the due runs, kept while their second runs follow. */
  #dueShares: Float64Array | null = null;

  add(fact: JudgedFact): void {
    if (fact.kind === "started") this.#start(fact);
    if (fact.kind === "set") this.#addSet(fact);
    if (fact.kind === "round") this.#addRound(fact);
    if (fact.kind === "second") this.#addSecond(fact);
    if (fact.kind === "rewards") this.#rewards.push(() => fact);
  }

  #start(started: JudgedStart): void {
    this.#workers = started.workers.length;
    const rows = Math.max(64, Math.min(MAX_ROWS, Math.floor(MAX_CELLS / (this.#workers + 1))));
    this.#sets = new Thinned(MAX_ROWS);
    this.#rounds = new Thinned(rows);
    this.#rewards = new Thinned(rows);
  }

  #addSet({ timestamp, judged }: SetJudged): void {
    const [weighted, equal] = [judged.combined?.weighted?.score, judged.combined?.equal?.score];
    if (weighted && equal) this.#gain.add(equal.loss - weighted.loss);
    this.#confuse(judged);
    this.#sets.push(() => ({ timestamp, judged, gain: this.#gain.value }));
  }

  #confuse({ truth, combined }: JudgedSet): void {
    const called = combined?.weighted?.score?.called ?? null;
    if (called === null || truth === null) return;
    const came = String(truth);
    const key = JSON.stringify([came, called]);
    const sets = (this.#confusion.get(key)?.sets ?? 0) + 1;
    if (sets > 1 || this.#confusion.size < MAX_CONFUSION) {
      this.#confusion.set(key, { came, called, sets });
    }
  }

  /** With several reputers a row is one block time: the last reputer's run closes it. */
  #addRound(round: RoundRan): void {
    if (this.#last !== null && this.#last.blockTime !== round.blockTime) this.#closeRound();
    this.#byReputer.set(round.reputer, round);
    const failed = this.#last?.status === "failed";
    this.#last = failed ? { ...round, status: "failed" } : round;
  }

  /** Belongs to the row of the due run before it. */
  #addSecond(run: SecondRan): void {
    this.#dueShares ??= this.#shares();
    this.#byReputer.set(run.reputer, run);
    this.#second = this.#second?.status === "failed" ? { ...run, status: "failed" } : run;
  }

  #closeRound(): void {
    const round = this.#last;
    if (round === null) return;
    const [second, due] = [this.#second, this.#dueShares];
    this.#last = null;
    this.#second = null;
    this.#dueShares = null;
    this.#rounds.push(() => {
      const shares = this.#shares();
      return { round, second, moved: due === null ? Number.NaN : movedShare(due, shares), shares };
    });
  }

  /** Each worker's share of the weight, reputers counting by their stake; what others hold is the rest. */
  #shares(): Float64Array {
    const ranked = new Float64Array(this.#workers);
    const rounds = [...this.#byReputer.values()];
    const whole = rounds.reduce((sum, { stakeShare }) => sum + stakeShare, 0);
    let total = 0;
    for (const { weights, others, stakeShare } of rounds) {
      const part = whole > 0 ? stakeShare / whole : 1 / rounds.length;
      for (const [id, weight] of weights.entries()) {
        if (!(weight > 0)) continue;
        ranked[id] = (ranked[id] ?? 0) + part * weight;
        total += part * weight;
      }
      for (const { weight } of others) total += weight > 0 ? part * weight : 0;
    }
    return total > 0 ? ranked.map((weight) => weight / total) : ranked;
  }

  /** Ends the series. */
  result(): PageSeries {
    this.#closeRound();
    const sets = this.#sets.rows();
    const rounds = this.#rounds.rows();
    const rewards = this.#rewards.rows();
    const of = (pick: (row: SetRow) => number) => Float32Array.from(sets, pick);
    const ofRound = (pick: (row: RoundRow) => number) => Float32Array.from(rounds, pick);
    return {
      workers: this.#workers,
      confusion: [...this.#confusion.values()],
      setStride: this.#sets.stride,
      sets: {
        times: Float64Array.from(sets, ({ timestamp }) => timestamp),
        truth: of(({ judged }) => judged.truthDrawn),
        weighted: of(({ judged }) => judged.combined?.weighted?.drawn ?? Number.NaN),
        equal: of(({ judged }) => judged.combined?.equal?.drawn ?? Number.NaN),
        median: of(({ judged }) => judged.combined?.median?.drawn ?? Number.NaN),
        weightedHit: of(({ judged }) => hitOf(judged, "weighted")),
        equalHit: of(({ judged }) => hitOf(judged, "equal")),
        gain: of(({ gain }) => gain),
      },
      roundStride: this.#rounds.stride,
      rounds: {
        times: Float64Array.from(rounds, ({ round }) => round.blockTime),
        status: ofRound(({ round }) => STATUS[round.status]),
        fuel: ofRound(({ round }) => round.fuel ?? Number.NaN),
        inferences: ofRound(({ round }) => round.inferences),
        scorable: ofRound(({ round }) => round.scorable),
        second: ofRound(({ second }) => (second === null ? Number.NaN : STATUS[second.status])),
        moved: ofRound(({ moved }) => moved),
        shares: columns(this.#workers, rounds, ({ shares }) => shares),
      },
      inferences:
        sets.length * this.#workers > MAX_CELLS
          ? null
          : columns(this.#workers, sets, ({ judged }) => drawnByWorker(judged, this.#workers)),
      rewards:
        rewards.length === 0
          ? null
          : {
              times: Float64Array.from(rewards, ({ blockTime }) => blockTime),
              shares: columns(this.#workers, rewards, (paid) => paidShares(paid, this.#workers)),
              emission: Float64Array.from(rewards, ({ topicEmission }) => Number(topicEmission)),
              stake: Float64Array.from(rewards, ({ topicStake }) => Number(topicStake)),
              paid: Float64Array.from(rewards, (epoch) => Number(paidTo(epoch).all)),
              rolledOver: Float64Array.from(rewards, ({ rolledOver }) => Number(rolledOver)),
            },
    };
  }
}

function hitOf({ combined }: JudgedSet, combination: "weighted" | "equal"): number {
  const hit = combined?.[combination]?.score?.hit ?? null;
  return hit === null ? Number.NaN : Number(hit);
}

/** A matrix, worker after worker, of what each row has for every worker. */
function columns<Row>(
  workers: number,
  rows: readonly Row[],
  of: (row: Row) => ArrayLike<number>,
): Float32Array {
  const matrix = new Float32Array(workers * rows.length);
  for (const [i, row] of rows.entries()) {
    const values = of(row);
    for (let id = 0; id < workers; id += 1) matrix[id * rows.length + i] = at(values, id);
  }
  return matrix;
}

function drawnByWorker({ workerIds, workerDrawn }: JudgedSet, workers: number): number[] {
  const row = Array.from({ length: workers }, () => Number.NaN);
  for (const [i, id] of workerIds.entries()) row[id] = at(workerDrawn, i);
  return row;
}

/** Half of what all shares changed by: what had to be taken from some and given to others. */
function movedShare(before: Float64Array, after: Float64Array): number {
  return before.reduce((sum, share, id) => sum + Math.abs(share - at(after, id)), 0) / 2;
}

function paidShares(paid: RewardsPaid, workers: number): number[] {
  const amounts = Array.from({ length: workers }, (_, id) => Number(paid.workerRewards[id] ?? 0n));
  const total = amounts.reduce((a, b) => a + b, 0);
  return amounts.map((amount) => (total > 0 ? amount / total : 0));
}
