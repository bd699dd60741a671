import type { Rewards } from "../../rewards-input.js";
import type { HostLedger, LedgerEpoch, LedgerPayment, LedgerStart } from "../ledger.js";
import { StakeBook } from "../stake-book.js";
import { seedRewards } from "./rewards.js";

/**
 * Money as the seed document has it: each epoch distributes its own emission to topics in proportion to their stake, and none of it is
 * restaked or kept for later. A participant whose own stake is below the minimum gets nothing, and its weights do not count, until it has
 * enough again. Nothing can halt it.
 */
export class SeedLedger extends StakeBook implements HostLedger {
  readonly #otherStake: bigint;
  readonly #minimum: bigint;

  constructor(start: LedgerStart) {
    super(start);
    this.#otherStake = start.otherStake;
    this.#minimum = start.minimumStake;
  }

  takesPart(address: string): boolean {
    return this.held(address).own >= this.#minimum;
  }

  pay({ emission, weights, masked, answered }: LedgerEpoch): LedgerPayment {
    const stake = this.topicStake;
    const reputers = [...this.reputers].filter((address) => this.takesPart(address));
    const workers = [...answered].filter((address) => this.takesPart(address));
    const nothing: Rewards = { topicEmission: 0n, paid: new Map(), halt: null };
    const input = {
      weights,
      masked,
      stake: this.stakeOf(reputers),
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
