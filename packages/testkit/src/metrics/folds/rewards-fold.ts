import type { RewardsPaid } from "../../replay/facts.js";

/** What was paid. Amounts are whole token units as decimal text, since they may pass what a double holds. */
export interface Rewards {
  readonly epochs: number;
  /** Each epoch, in order. */
  readonly byEpoch: readonly EpochAmounts[];
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

/** One epoch's amounts: exact token units as decimal text. */
export interface EpochAmounts {
  /** Counts from 0. */
  readonly epoch: number;
  readonly block: number;
  /** UNIX seconds. */
  readonly blockTime: number;
  /** What the topic had to share out. */
  readonly emission: string;
  /** Stake in the topic before the payments. */
  readonly topicStake: string;
  readonly workers: string;
  readonly reputers: string;
  readonly others: string;
  /** Workers, reputers and others together. */
  readonly paid: string;
  /** What stayed in the network's rewards account. */
  readonly rolledOver: string;
  /** Workers whose weights were masked. */
  readonly masked: number;
  /** Code of the reason why nothing was paid; null where something was, or there was nothing to share out. */
  readonly failure: string | null;
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

/** What an epoch paid, exact, by whom it went to. */
export function paidTo({ workerRewards, reputerRewards, others }: RewardsPaid): {
  readonly workers: bigint;
  readonly reputers: bigint;
  readonly others: bigint;
  readonly all: bigint;
} {
  const workers = sum(workerRewards);
  const reputers = sum(reputerRewards);
  const rest = sum(others.map(({ amount }) => amount));
  return { workers, reputers, others: rest, all: workers + reputers + rest };
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

/** Adds up rewards, exactly. */
export class RewardsFold {
  readonly #byEpoch: EpochAmounts[] = [];
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
    const to = paidTo(paid);
    this.#byEpoch.push(amountsOf(paid, to));
    this.#emission += paid.topicEmission;
    this.#masked += paid.masked.length;
    for (const [id, amount] of paid.workerRewards.entries()) {
      this.#byWorker[id] = (this.#byWorker[id] ?? 0n) + amount;
    }
    this.#reputers += to.reputers;
    this.#others += to.others;
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
    const epochs = this.#byEpoch.length;
    if (epochs === 0) return null;
    return {
      epochs,
      byEpoch: [...this.#byEpoch],
      unpaid: [...this.#unpaid.values()],
      emission: String(this.#emission),
      workers: String(sum(this.#byWorker)),
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

function amountsOf(paid: RewardsPaid, to: ReturnType<typeof paidTo>): EpochAmounts {
  const { epoch, block, blockTime, topicEmission, topicStake, rolledOver, masked, failure } = paid;
  return {
    epoch,
    block,
    blockTime,
    emission: String(topicEmission),
    topicStake: String(topicStake),
    workers: String(to.workers),
    reputers: String(to.reputers),
    others: String(to.others),
    paid: String(to.all),
    rolledOver: String(rolledOver),
    masked: masked.length,
    failure: failure?.code ?? null,
  };
}
