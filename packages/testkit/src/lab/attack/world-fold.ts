import { setJudge, type SetJudge } from "../../metrics/set-judge.js";
import { Sum } from "../../numbers/sum.js";
import type { Fact, RoundRan, SecondRan } from "../../replay/facts.js";

/** What a world came to. */
export interface WorldResult {
  /** Share of all weight by worker id, 0 to 1: the mean over the rounds of the second half, 0 while nobody has weight. */
  readonly shares: Float64Array;
  /** The same after each round, in order, by round and then worker id. */
  readonly trail: Float64Array;
  /** Block times of those rounds, UNIX seconds. */
  readonly times: Float64Array;
  /** Of the weighted combination, over the sets that came after weights; null without any. */
  readonly meanLoss: number | null;
  /** Rounds that failed. */
  readonly failed: number;
  /** Code and message of the first that did, or null. */
  readonly failure: string | null;
  /** Code of the fault that halted the chain, or null. */
  readonly halted: string | null;
}

/** Shares after one round, of all reputers by their stake. */
interface RoundShares {
  readonly kind: "round" | "second";
  readonly blockTime: number;
  readonly weights: Float64Array;
}

/** Follows the facts of one world. */
export class WorldFold {
  #from = 0;
  #judge: SetJudge = setJudge();
  readonly #loss = new Sum();
  /** By index; a second run replaces its round's. */
  readonly #rounds = new Map<number, RoundShares>();
  #workers = 0;
  #failed = 0;
  #failure: string | null = null;
  #halted: string | null = null;

  add(fact: Fact): void {
    if (fact.kind === "started") {
      this.#from = fact.start + (fact.end - fact.start) / 2;
      this.#workers = fact.workers.length;
    } else if (fact.kind === "set") {
      const losses = this.#judge.losses(fact);
      if (losses !== null && fact.weighted) this.#loss.add(losses.weighted);
    } else if (fact.kind === "halted") {
      this.#halted = fact.failure.code;
    } else if (fact.kind === "round" || fact.kind === "second") {
      if (fact.kind === "round" && fact.failure !== null) {
        this.#failed += 1;
        this.#failure ??= `${fact.failure.code}: ${fact.failure.message}`;
      }
      this.#addRun(fact);
    }
  }

  #addRun({ kind, index, blockTime, stakeShare, weights }: RoundRan | SecondRan): void {
    const before = this.#rounds.get(index);
    const round: RoundShares =
      before?.kind === kind
        ? before
        : { kind, blockTime, weights: new Float64Array(this.#workers) };
    this.#rounds.set(index, round);
    const { weights: sum } = round;
    for (const [id, weight] of weights.entries()) {
      if (weight > 0) sum[id] = (sum[id] ?? 0) + stakeShare * weight;
    }
  }

  result(): WorldResult {
    const rounds = [...this.#rounds.values()];
    const late = rounds.filter(({ blockTime }) => blockTime >= this.#from).length;
    const shares = new Float64Array(this.#workers);
    const trail = new Float64Array(rounds.length * this.#workers);
    for (const [round, { blockTime, weights }] of rounds.entries()) {
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      if (total === 0) continue;
      for (const [id, weight] of weights.entries()) {
        const share = weight / total;
        trail[round * this.#workers + id] = share;
        if (blockTime >= this.#from) shares[id] = (shares[id] ?? 0) + share / late;
      }
    }
    return {
      shares,
      trail,
      times: Float64Array.from(rounds, ({ blockTime }) => blockTime),
      meanLoss: this.#loss.mean,
      failed: this.#failed,
      failure: this.#failure,
      halted: this.#halted,
    };
  }
}
