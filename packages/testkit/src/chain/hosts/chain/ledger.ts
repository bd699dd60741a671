import { topicEmission, type Rewards, type RewardsInput } from "../../rewards-input.js";
import type { HostLedger, LedgerEpoch, LedgerPayment, LedgerStart } from "../ledger.js";
import { StakeBook } from "../stake-book.js";
import { goRewards } from "./go-rewards.js";
import { rewards } from "./rewards.js";

/**
 * Money over epochs as v0.0.9 has it: an epoch shares out the whole balance of the rewards account, payments are restaked on who
 * got them, registered or not, and what is not paid waits for the next epoch. The minimum stake plays no part once somebody is
 * registered. Fees are never paid: the chain adds an accumulator that nothing ever sets.
 */
export class ChainLedger extends StakeBook implements HostLedger {
  readonly #moved = new Set<string>();
  readonly #othersPay: boolean;
  #otherStake: bigint;
  #balance = 0n;

  constructor(start: LedgerStart) {
    super(start);
    this.#otherStake = start.otherStake;
    this.#othersPay = start.othersPay;
  }

  /** A participant, once registered, stays registered: only the removal of stake, not its move, is held to the minimum. */
  takesPart(): boolean {
    return true;
  }

  /** A stake of 0 is stored when it was moved there, and the chain goes on; one that was removed is not found, and the chain halts. */
  override change(address: string, delta: bigint, own: boolean, moved = false): bigint {
    const after = super.change(address, delta, own);
    if (moved) this.#moved.add(address);
    else this.#moved.delete(address);
    return after;
  }

  /** At a halt the payment is rolled back, since the block was never made. */
  pay({ emission, weights, masked }: LedgerEpoch): LedgerPayment {
    this.#balance += emission;
    const [balance, stake] = [this.#balance, this.topicStake];
    const input: RewardsInput = {
      weights,
      masked,
      stake: this.stakeOf(this.reputers),
      moved: this.#moved,
      topicStake: stake,
      totalStake: stake + this.#otherStake,
      emission: balance,
      metDemand: 0n,
    };
    const shared: Rewards =
      stake === 0n ? { topicEmission: 0n, paid: new Map(), halt: null } : rewards(input);
    const settled = shared.paid.size === 0 ? new Map<string, bigint>() : goRewards(input);
    if (shared.halt === null) {
      for (const [address, amount] of settled) {
        this.change(address, amount, true);
        this.#balance -= amount;
      }
      // Floats can come to some units more than there are. What v0.0.9 does then was not recorded; an account is never below 0.
      if (this.#balance < 0n) this.#balance = 0n;
      this.#payOthers(input);
    }
    return {
      ...shared,
      settled,
      balance: [balance, this.#balance],
      topicStake: [stake, this.topicStake],
    };
  }

  #payOthers(input: RewardsInput): void {
    if (!this.#othersPay || this.#otherStake === 0n) return;
    const wanted = topicEmission({ ...input, topicStake: this.#otherStake });
    const share = wanted < this.#balance ? wanted : this.#balance;
    this.#otherStake += share;
    this.#balance -= share;
  }
}
