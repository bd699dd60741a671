import type { Rewards } from "../rewards-input.js";

/** Somebody's stake in a topic. Amounts are whole token units. */
export interface StakeHeld {
  /** What it staked on itself. */
  readonly own: bigint;
  /** All stake on it: its own and what others delegated to it. */
  readonly upon: bigint;
}

/** A topic and the network's rewards account, before the first epoch. */
export interface LedgerStart {
  /** Participants of the topic, workers and reputers, by address. */
  readonly stake: ReadonlyMap<string, StakeHeld>;
  /** Registered reputers. */
  readonly reputers: Iterable<string>;
  /** Stake in all other topics. */
  readonly otherStake: bigint;
  /** Whether the other topics pay their share out in full; what is not paid out stays in the rewards account, where it rolls over. */
  readonly othersPay: boolean;
  /** Own stake needed to register. */
  readonly minimumStake: bigint;
}

/** What an epoch's payment depends on besides the ledger. */
export interface LedgerEpoch {
  /** What came into the network's rewards account in the epoch. */
  readonly emission: bigint;
  /** Stored weights by reputer and participant. */
  readonly weights: ReadonlyMap<string, ReadonlyMap<string, bigint>>;
  /** Workers with too few inferences, where the host asks for a number of them. */
  readonly masked: ReadonlySet<string>;
  /** Workers with any inference in the epoch. */
  readonly answered: ReadonlySet<string>;
}

/** What an epoch paid: `paid` exact, and `settled` what the host pays, where it computes in floats. */
export interface LedgerPayment extends Rewards {
  readonly settled: ReadonlyMap<string, bigint>;
  /** The rewards account before and after. */
  readonly balance: readonly [before: bigint, after: bigint];
  /** The topic's stake before and after. */
  readonly topicStake: readonly [before: bigint, after: bigint];
}

/** A host's money over epochs. */
export interface HostLedger {
  /** Stake in the topic. */
  readonly topicStake: bigint;
  held(address: string): StakeHeld;
  /** Registers a reputer from now on. */
  register(reputer: string): void;
  /** Whether a registered participant still takes part. */
  takesPart(address: string): boolean;
  /**
   * Adds to the stake on a participant of the topic, or takes from it, at most all.
   * @param own Whether it is the participant's own stake.
   * @param moved Whether it is moved (`modify-stake`) rather than taken out or put in.
   * @returns All stake on the participant then.
   */
  change(address: string, delta: bigint, own: boolean, moved?: boolean): bigint;
  /** Ends an epoch. */
  pay(epoch: LedgerEpoch): LedgerPayment;
}
