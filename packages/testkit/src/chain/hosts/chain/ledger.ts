import { topicEmission, type Rewards } from "../../rewards-input.js";
import { goRewards } from "./go-rewards.js";
import { rewards } from "./rewards.js";

/** A topic and the network's rewards account, before the first epoch. Amounts are whole token units. */
export interface LedgerStart {
  /** Stake upon each participant of the topic, workers and reputers. */
  readonly stake: ReadonlyMap<string, bigint>;
  /** Registered reputers. */
  readonly reputers: Iterable<string>;
  /** Stake in all other topics. */
  readonly otherStake: bigint;
  /** Whether the other topics pay their share out in full, which is restaked there; otherwise it rolls over. */
  readonly othersPay: boolean;
}

/** What an epoch's payment depends on beside the ledger. */
export interface LedgerEpoch {
  /** What came into the network's rewards account in the epoch. */
  readonly emission: bigint;
  readonly weights: ReadonlyMap<string, ReadonlyMap<string, bigint>>;
  readonly masked: ReadonlySet<string>;
}

/** What an epoch paid: `paid` exact, `go` as the chain's floats have it, which is what is restaked. */
export interface LedgerPayment extends Rewards {
  readonly go: ReadonlyMap<string, bigint>;
  /** The rewards account and the topic's stake before and after. */
  readonly balance: readonly [before: bigint, after: bigint];
  readonly topicStake: readonly [before: bigint, after: bigint];
}

/**
 * Money over epochs as v0.0.9 has it: an epoch shares out the whole balance of the rewards account, payments are restaked upon who
 * got them, registered or not, and what is not paid waits for the next epoch. The minimum stake plays no part once somebody is
 * registered. Fees are never paid: the chain adds an accumulator that nothing ever sets.
 */
export class Ledger {
  readonly #upon: Map<string, bigint>;
  readonly #reputers: Set<string>;
  readonly #moved = new Set<string>();
  readonly #othersPay: boolean;
  #otherStake: bigint;
  #balance = 0n;
  #topicStake = 0n;

  constructor({ stake, reputers, otherStake, othersPay }: LedgerStart) {
    this.#upon = new Map(stake);
    this.#reputers = new Set(reputers);
    this.#otherStake = otherStake;
    this.#othersPay = othersPay;
    for (const amount of stake.values()) this.#topicStake += amount;
  }

  get topicStake(): bigint {
    return this.#topicStake;
  }

  /** Stake upon a participant. */
  upon(address: string): bigint {
    return this.#upon.get(address) ?? 0n;
  }

  /** Registers a reputer from now on. */
  register(reputer: string): void {
    this.#reputers.add(reputer);
  }

  /**
   * Adds to the stake upon a participant of the topic, or takes from it, at most all.
   * @param moved Whether the stake is moved by `modify-stake`: a 0 is then stored, and the chain goes on; a removed stake is not found.
   */
  change(address: string, delta: bigint, moved = false): void {
    const before = this.upon(address);
    const after = before + delta > 0n ? before + delta : 0n;
    this.#upon.set(address, after);
    this.#topicStake += after - before;
    if (after === 0n && moved) this.#moved.add(address);
    else this.#moved.delete(address);
  }

  /** Ends an epoch. At a halt the payment is rolled back, as the block never came about. */
  pay({ emission, weights, masked }: LedgerEpoch): LedgerPayment {
    this.#balance += emission;
    const [balance, stake] = [this.#balance, this.#topicStake];
    if (stake === 0n)
      return this.#settled(
        { topicEmission: 0n, paid: new Map(), halt: null },
        new Map(),
        balance,
        stake,
      );
    const input = {
      weights,
      masked,
      stake: new Map([...this.#reputers].map((reputer) => [reputer, this.upon(reputer)])),
      moved: this.#moved,
      topicStake: stake,
      totalStake: stake + this.#otherStake,
      emission: balance,
      metDemand: 0n,
    };
    const shared = rewards(input);
    const go = shared.paid.size === 0 ? new Map<string, bigint>() : goRewards(input);
    if (shared.halt === null) {
      for (const [address, amount] of go) {
        this.change(address, amount);
        this.#balance -= amount;
      }
      if (this.#othersPay) {
        const share = topicEmission({ ...input, topicStake: this.#otherStake });
        this.#otherStake += share;
        this.#balance -= share;
      }
    }
    return this.#settled(shared, go, balance, stake);
  }

  #settled(
    shared: Rewards,
    go: ReadonlyMap<string, bigint>,
    balance: bigint,
    stake: bigint,
  ): LedgerPayment {
    return {
      ...shared,
      go,
      balance: [balance, this.#balance],
      topicStake: [stake, this.#topicStake],
    };
  }
}
