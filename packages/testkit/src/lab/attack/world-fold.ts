import { FactJudge } from "../../metrics/judged-fact.js";
import { Sum } from "../../numbers/sum.js";
import type { Fact, ReplayStarted } from "../../replay/facts.js";

/** What a world came to. */
export interface WorldResult {
  /** Share of all weight by worker id, 0 to 1: the mean over the rounds of the second half, 0 while nobody has weight. */
  readonly shares: Float64Array;
  /** Of the weighted combination, over the sets that came after weights; null without any. */
  readonly meanLoss: number | null;
  /** Rounds that failed. */
  readonly failed: number;
  /** Code and message of the first that did, or null. */
  readonly failure: string | null;
}

/** Follows the facts of one world. */
export class WorldFold {
  readonly #from: number;
  readonly #judge = new FactJudge();
  readonly #loss = new Sum();
  /** Shares after each round of the second half; a second run replaces its round's. */
  readonly #rounds = new Map<number, Float64Array>();
  readonly #workers: number;
  #failed = 0;
  #failure: string | null = null;

  constructor({ start, end, workers }: ReplayStarted) {
    this.#from = start + (end - start) / 2;
    this.#workers = workers.length;
  }

  add(given: Fact): void {
    const fact = this.#judge.judge(given);
    if (fact.kind === "set") {
      const loss = fact.judged.combined?.weighted?.score?.loss;
      if (loss !== undefined && fact.weighted) this.#loss.add(loss);
    }
    if (fact.kind !== "round" && fact.kind !== "second") return;
    if (fact.kind === "round" && fact.failure !== null) {
      this.#failed += 1;
      this.#failure ??= `${fact.failure.code}: ${fact.failure.message}`;
    }
    if (fact.blockTime >= this.#from) this.#rounds.set(fact.index, sharesOf(fact.weights));
  }

  result(): WorldResult {
    const shares = new Float64Array(this.#workers);
    for (const round of this.#rounds.values()) {
      for (const [id, share] of round.entries()) {
        shares[id] = (shares[id] ?? 0) + share / this.#rounds.size;
      }
    }
    return { shares, meanLoss: this.#loss.mean, failed: this.#failed, failure: this.#failure };
  }
}

function sharesOf(weights: Float64Array): Float64Array {
  const total = weights.reduce((sum, weight) => sum + (weight > 0 ? weight : 0), 0);
  return weights.map((weight) => (weight > 0 ? weight / total : 0));
}
