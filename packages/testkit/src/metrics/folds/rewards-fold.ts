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
  /** Amounts that the host's own floats make other than the exact ones here; null where none is. */
  readonly inFloats: FloatDifferences | null;
  /** What stayed in the network's rewards account after the last epoch, for the next. */
  readonly rolledOver: string;
  /** Spearman's correlation of what workers were paid with their skill; null for fewer than two. */
  readonly skillCorrelation: number | null;
}

/** How the floats that a host pays by differ from exact amounts, over a replay. */
export interface FloatDifferences {
  /** How many amounts differ. */
  readonly amounts: number;
  /** Most that one differs by. */
  readonly most: string;
  /** How far floats can be off for that one, whatever the order of their sums. */
  readonly bound: string;
}

/** What an epoch paid to everybody, exact. */
export function paidInAll({ workerRewards, reputerRewards, others }: RewardsPaid): bigint {
  const amounts = [...workerRewards, ...reputerRewards, ...others.map(({ amount }) => amount)];
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}

/** Adds up rewards, exactly. */
export class RewardsFold {
  #epochs = 0;
  #emission = 0n;
  #reputers = 0n;
  #masked = 0;
  #others = 0n;
  #rolledOver = 0n;
  #differing = 0;
  #widest = { off: 0n, bound: 0n };
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
    this.#rolledOver = paid.rolledOver;
    for (const { exact, paid: amount, bound } of paid.inFloats) {
      this.#differing += 1;
      const off = amount > exact ? amount - exact : exact - amount;
      if (off > this.#widest.off) this.#widest = { off, bound };
    }
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
      inFloats:
        this.#differing === 0
          ? null
          : {
              amounts: this.#differing,
              most: String(this.#widest.off),
              bound: String(this.#widest.bound),
            },
      rolledOver: String(this.#rolledOver),
      skillCorrelation,
    };
  }
}
