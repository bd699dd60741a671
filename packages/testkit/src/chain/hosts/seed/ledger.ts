import type { Rewards } from "../../rewards-input.js";
import type { HostLedger, LedgerEpoch, LedgerPayment, LedgerStart, StakeHeld } from "../ledger.js";
import { StakeBook } from "../stake-book.js";
import { seedRewards } from "./rewards.js";

/**
 * Money as the seed document has it: each epoch distributes its own emission to topics in proportion to their stake, and none of it is
 * restaked or kept for later. A participant whose own stake is below the minimum gets nothing, and its weights do not count, until it has
 * enough again. Nothing can halt it.
 */
export class SeedLedger implements HostLedger {
  readonly #book: StakeBook;
  readonly #reputers: Set<string>;
  readonly #otherStake: bigint;
  readonly #minimum: bigint;

  constructor({ stake, reputers, otherStake, minimumStake }: LedgerStart) {
    this.#book = new StakeBook(stake);
    this.#reputers = new Set(reputers);
    this.#otherStake = otherStake;
    this.#minimum = minimumStake;
  }

  get topicStake(): bigint {
    return this.#book.total;
  }

  held(address: string): StakeHeld {
    return this.#book.held(address);
  }

  register(reputer: string): void {
    this.#reputers.add(reputer);
  }

  takesPart(address: string): boolean {
    return this.held(address).own >= this.#minimum;
  }

  change(address: string, delta: bigint, own: boolean): void {
    this.#book.change(address, delta, own);
  }

  pay({ emission, weights, masked, answered }: LedgerEpoch): LedgerPayment {
    const stake = this.#book.total;
    const reputers = [...this.#reputers].filter((address) => this.takesPart(address));
    const workers = [...answered].filter((address) => this.takesPart(address));
    const nothing: Rewards = { topicEmission: 0n, paid: new Map(), halt: null };
    const input = {
      weights,
      masked,
      stake: new Map(reputers.map((address) => [address, this.held(address).upon])),
      topicStake: stake,
      totalStake: stake + this.#otherStake,
      emission,
      metDemand: 0n,
    };
    const entitled = { workers: new Set(workers), reputers: new Set(reputers) };
    const shared = stake === 0n ? nothing : seedRewards(input, entitled);
    return {
      ...shared,
      settled: shared.paid,
      balance: [emission, 0n],
      topicStake: [stake, stake],
    };
  }
}
