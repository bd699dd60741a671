import type { RewardsPaid } from "../../replay/facts.js";

/** What was paid. Amounts are whole token units as decimal text, since they may pass what a double holds. */
export interface Rewards {
  readonly epochs: number;
  /** Epochs in which nothing was paid although it should have been, by reason. */
  readonly unpaid: readonly {
    readonly code: string;
    readonly message: string;
    readonly epochs: number;
  }[];
  readonly emission: string;
  readonly workers: string;
  readonly reputers: string;
  /** To addresses that are neither workers of the history nor reputers: the logic gave them weight anyway. */
  readonly others: string;
  /** How often a worker's weight was masked for too few inferences, over epochs and workers. */
  readonly masked: number;
  /** Spearman's correlation of what workers were paid with their skill; null for fewer than two. */
  readonly skillCorrelation: number | null;
}

/** Adds up rewards, exactly. */
export class RewardsFold {
  #epochs = 0;
  #emission = 0n;
  #reputers = 0n;
  #masked = 0;
  #others = 0n;
  #byWorker: bigint[] = [];
  readonly #unpaid = new Map<string, { code: string; message: string; epochs: number }>();

  add(paid: RewardsPaid): void {
    this.#epochs += 1;
    this.#emission += paid.topicEmission;
    this.#masked += paid.masked.length;
    for (const [id, amount] of paid.workerRewards.entries()) {
      this.#byWorker[id] = (this.#byWorker[id] ?? 0n) + amount;
    }
    for (const amount of paid.reputerRewards) this.#reputers += amount;
    for (const { amount } of paid.others) this.#others += amount;
    if (paid.failure === null) return;
    const { code, message } = paid.failure;
    const group = this.#unpaid.get(code) ?? { code, message, epochs: 0 };
    group.epochs += 1;
    this.#unpaid.set(code, group);
  }

  /** What each worker was paid, by id. */
  amounts(workers: number): bigint[] {
    return Array.from({ length: workers }, (_, id) => this.#byWorker[id] ?? 0n);
  }

  /** Null when the replay paid no rewards at all. */
  result(skillCorrelation: number | null): Rewards | null {
    if (this.#epochs === 0) return null;
    const workers = this.#byWorker.reduce((total, amount) => total + amount, 0n);
    return {
      epochs: this.#epochs,
      unpaid: [...this.#unpaid.values()],
      emission: String(this.#emission),
      workers: String(workers),
      reputers: String(this.#reputers),
      others: String(this.#others),
      masked: this.#masked,
      skillCorrelation,
    };
  }
}
