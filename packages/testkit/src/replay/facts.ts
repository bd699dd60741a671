import type { LogicIdentity } from "../logic/logic.js";
import type { ValueModel } from "../kinds/value-model.js";
import type { Failure } from "../runtime/failure.js";

/** Version of the fact stream's shape; raised with every incompatible change. */
export const FACTS_VERSION = 2;

/**
 * What happens in a replay, in order of block time. Facts are immutable, and all that metrics and reports know.
 * Per-worker columns are indexed like `workerIds`, which index `ReplayStarted.workers`.
 */
export type Fact =
  ReplayStarted | SetCommitted | RoundRan | SecondRan | RewardsPaid | HostHalted | ReplayEnded;

export interface ReplayStarted {
  readonly kind: "started";
  readonly version: typeof FACTS_VERSION;
  readonly topic: string;
  /** Who runs the logic. */
  readonly host: { readonly name: string; readonly title: string };
  /** Worker addresses; ids in later facts index this. */
  readonly workers: readonly string[];
  /** What the values mean. */
  readonly values: ValueModel;
  readonly inferenceCadence: number;
  readonly weightCadence: number;
  /** Block time of the first block, UNIX seconds. */
  readonly start: number;
  readonly end: number;
  /** Median of |truth| over the history, in the unit of the truths; null without a truth that is a number other than 0. */
  readonly typicalTruth: number | null;
  readonly logic: LogicIdentity;
  readonly engine: string;
  readonly seed: number;
}

/**
 * A set of inferences was committed at a block time, with the weights that were stored before it was made. An empty one, since
 * all answers were left out, is a fact too, but was not stored: no round sees it.
 */
export interface SetCommitted {
  readonly kind: "set";
  readonly timestamp: number;
  /** Workers in the set, in order of commitment. */
  readonly workerIds: Uint32Array;
  /** Values as the topic's users see them: as stored on chain, divided by the value scale. */
  readonly values: Float64Array;
  /** Values as given in the history. */
  readonly given: Float64Array;
  /** Values as text, for topics whose values are not numbers (seed profile); then `values` and `given` hold NaN. */
  readonly texts: readonly string[] | null;
  /**
   * Stored weights / 1e5 before this set was made; NaN for a worker without a stored weight. With several reputers the sum
   * over reputers of weight times share of their stake: what the chain ranks by (protocol section 8).
   */
  readonly weights: Float64Array;
  /** Whether any weight had been stored for the topic; before that the first-round rule (uniform) holds. */
  readonly weighted: boolean;
  /** Workers that answered but are not in the set: no finite number, negative, or too large for the chain. */
  readonly leftOut: Uint32Array;
  /** Workers of earlier messages of the same block, whose inferences the last message's replaced. */
  readonly replaced: Uint32Array;
  /** Truth of this timestamp, or null when the history has none. */
  readonly truth: number | null;
  /** The truth as text, for topics whose values are not numbers; then `truth` is NaN. */
  readonly truthText: string | null;
  readonly truthAvailableAt: number | null;
  /** Block time of the one round whose window holds this set, or null when none does (truncated before a late round). */
  readonly roundAt: number | null;
}

/**
 * `skipped`: the run was not started; it does not count as a round, and weight_last_ran stays. `unreachable`: the head node was down; nothing ran,
 * and weight_last_ran moved.
 */
export type RoundStatus = "committed" | "failed" | "skipped" | "unreachable";

/** A due run of the weight logic (for one reputer). */
export interface RoundRan extends LogicRan {
  readonly kind: "round";
}

/**
 * The second run that v0.0.9 starts in the block after a due one, on the sets at that one's block time or on none. It starts from the weights
 * before the due run, whose result comes later, and what it prints overwrites that result.
 */
export interface SecondRan extends LogicRan {
  readonly kind: "second";
}

/** One run of the weight logic. */
export interface LogicRan {
  /** Counts weight cadences from 0; a due run and its second run, and the runs of several reputers at one block time, share it. */
  readonly index: number;
  readonly reputer: string;
  /** The reputer's part of the stake of all reputers at that time, 0 to 1: what its weights count by. */
  readonly stakeShare: number;
  readonly blockTime: number;
  /** The window's inclusive start: weight_last_ran, or later when inferences were truncated before. */
  readonly windowFrom: number;
  readonly sets: number;
  readonly inferences: number;
  /** Inferences in the window whose truth was available at `blockTime`. */
  readonly scorable: number;
  /** Those of them whose truth the logic asked for, by HTTP; null where it need not ask, or nobody knows what it asks. */
  readonly used: UsedTruth | null;
  /** Size of the payload that the head node sent, whether or not it arrived; null where nothing ran. */
  readonly payloadBytes: number | null;
  readonly status: RoundStatus;
  /** Whether the host stores what was printed: of failed runs too where it looks at no exit code. */
  readonly submitted: boolean;
  readonly exitCode: number;
  readonly fuel: number | null;
  /** Pages of 64 KiB that the run left its memory with; 0 where nothing ran, or nobody knows. */
  readonly memoryPages: number;
  readonly failure: Failure | null;
  readonly stderr: string;
  /** What the harness found odd in this round, one sentence each. */
  readonly notes: readonly string[];
  /** This reputer's stored weights / 1e5 after the round, by worker id; NaN for a worker without a stored weight. */
  readonly weights: Float64Array;
  /** Its stored weights / 1e5 for addresses that are not workers of the history: logic may give weights to any address. Usually none. */
  readonly others: readonly OtherWeight[];
}

/** What a run asked the truth of, among what could be scored. */
export interface UsedTruth {
  readonly sets: number;
  readonly inferences: number;
}

/** A weight for an address that is not among `ReplayStarted.workers`. */
export interface OtherWeight {
  readonly address: string;
  readonly weight: number;
}

/** A reward epoch ended. Amounts are whole token units, exact. */
export interface RewardsPaid {
  readonly kind: "rewards";
  /** Counts from 0. */
  readonly epoch: number;
  readonly blockTime: number;
  /** Block height at which the epoch ended. */
  readonly block: number;
  /** What the topic had to share out. */
  readonly topicEmission: bigint;
  /** Per worker of `ReplayStarted.workers`; a worker that is a reputer too has both its rewards here. */
  readonly workerRewards: readonly bigint[];
  readonly reputers: readonly string[];
  /** Per reputer of `reputers`. */
  readonly reputerRewards: readonly bigint[];
  /** Addresses with a weight that are neither workers of the history nor reputers. Mostly none. */
  readonly others: readonly OtherReward[];
  /** Workers whose weights were masked: too few inferences in the epoch. */
  readonly masked: Uint32Array;
  /** Where the host's own floats come to other amounts: those are what it pays and restakes. Mostly none below 2^53. */
  readonly inFloats: readonly FloatAmount[];
  /** Stake in the topic when the epoch ended, before the payments. */
  readonly topicStake: bigint;
  /** What stays in the network's rewards account for the next epoch. */
  readonly rolledOver: bigint;
  /** What the host did with stake since the last epoch that the plan did not ask for, one sentence each. */
  readonly notes: readonly string[];
  /** Why nothing was paid although there was something to share out, or null. */
  readonly failure: Failure | null;
}

/** What a host pays that computes in floats of 53 bits, next to the exact amount. */
export interface FloatAmount {
  readonly address: string;
  readonly exact: bigint;
  readonly paid: bigint;
  /** How far floats can be off for an amount of this size, whatever the order of their sums. */
  readonly bound: bigint;
}

/** The end of an epoch halted the host permanently: no block comes after it, and no reward is paid any more. */
export interface HostHalted {
  readonly kind: "halted";
  readonly epoch: number;
  readonly blockTime: number;
  readonly block: number;
  /** The cause. */
  readonly failure: Failure;
  /** The weights that led to it, of the reputers concerned; 0 when masked. */
  readonly weights: readonly HaltingWeight[];
}

export interface HaltingWeight {
  readonly reputer: string;
  readonly participant: string;
  /** Stored weight / 1e5. */
  readonly weight: number;
  readonly masked: boolean;
}

/** What somebody who is neither worker nor reputer was paid. */
export interface OtherReward {
  readonly address: string;
  readonly amount: bigint;
  /** Whether its weights were masked, as of anybody with too few inferences in the epoch. */
  readonly masked: boolean;
}

export interface ReplayEnded {
  readonly kind: "ended";
  /** Due runs of the logic, over all reputers. */
  readonly rounds: number;
  /** Second runs, over all reputers. */
  readonly secondRuns: number;
  readonly failed: number;
  readonly sets: number;
  /** Inferences in sets. */
  readonly inferences: number;
  /** Answers that the chain left out. */
  readonly leftOut: number;
  /** Inferences whose `extra_data` or `proof` the logic did not get, since the host's payload has no place for them. */
  readonly withheld: number;
  /** How another host would have differed on this history, one phrase each, by its name. */
  readonly otherHosts: readonly {
    readonly host: string;
    readonly differences: readonly string[];
  }[];
  /** Inferences whose value changed by more than 0.1 % when the chain stored it as an integer, and the worst relative change. */
  readonly rounding: { readonly inferences: number; readonly worst: number };
}
