import type { LogicIdentity } from "../logic/logic.js";
import type { RoundCounts, SetCounts } from "./counts.js";
import type { ConsumerResult } from "./folds/consumers.js";
import type { HostHalted, ReplayEnded, ReplayStarted, RoundRan } from "../replay/facts.js";
import type { ValueModel } from "../kinds/value-model.js";
import type { Accuracy, Against, NaiveInference } from "./folds/accuracy-fold.js";
import type { Calibration } from "./folds/calibration.js";
import type { ClassCalls } from "./folds/class-calls.js";
import type { Coverage } from "./folds/coverage.js";
import type { CombinationName, LossName } from "../kinds/score.js";
import type { CostOfMissing } from "./folds/money.js";
import type { PerRound } from "./folds/per-round.js";
import type { Rewards } from "./folds/rewards-fold.js";
import type { Verdict } from "./verdict.js";
import type { Weighting } from "./folds/weighting-fold.js";

/** The result of one replay of one topic. Plain data; numbers are finite, absent ones null. */
export interface ReplaySummary {
  readonly topic: string;
  readonly logic: LogicIdentity;
  readonly engine: string;
  readonly seed: number;
  /** What the values mean. */
  readonly values: ValueModel;
  /** What `errors`, skill, regret and ranks count in. */
  readonly loss: LossName;
  /** Seconds. */
  readonly inferenceCadence: number;
  readonly weightCadence: number;
  /** Block times of the first and last block, UNIX seconds. */
  readonly start: number;
  readonly end: number;
  /** Worker addresses, in order of first appearance. */
  readonly workers: readonly string[];
  /** Whether the stream reached its end. */
  readonly complete: boolean;
  readonly rounds: RoundCounts;
  readonly failures: readonly FailureGroup[];
  readonly sets: SetCounts;
  /** Inferences that storing as an integer changed by more than 0.1 %, and the worst relative change. */
  readonly rounding: { readonly inferences: number; readonly worst: number };
  /** Inferences whose `extra_data` or `proof` the host's payload has no place for. */
  readonly withheld: number;
  /** Mean losses of every way of combining, on the same sets; null when there is none to compare, or the kind has no such way. */
  readonly errors: Readonly<Record<CombinationName, number | null>>;
  /** The same ways by every measure that the kind of values has; null where `errors` is. */
  readonly accuracy: Readonly<Record<CombinationName, Accuracy | null>>;
  /**
   * The naive inference, where there was one: of numbers and classes the newest truth known when a set was made, of probabilities how
   * often each outcome had occurred among the known truths.
   */
  readonly naive: NaiveInference | null;
  /** The weighted combination against the baselines, and against equal weights of the workers that have weight. */
  readonly against: Against;
  /** What the replay shows about the logic, in one object. */
  readonly verdict: Verdict;
  /** Whether events happened as often as inferred; null where values are not probabilities. */
  readonly calibration: {
    readonly weighted: Calibration;
    readonly equal: Calibration;
  } | null;
  /** Inferred against true classes; null where values are not classes. */
  readonly classes: readonly ClassCalls[] | null;
  /** The worker that one should have followed alone, or null when none took part often enough. */
  readonly best: BestWorker | null;
  readonly weighting: Weighting;
  readonly workerScores: readonly WorkerScore[];
  /** What missing rounds cost workers better than equal weights, or null when none of them missed one. */
  readonly missing: CostOfMissing | null;
  readonly responses: readonly WorkerResponse[];
  readonly rewards: Rewards | null;
  readonly coverage: Coverage;
  /** Null when no round was metered. */
  readonly fuel: PerRound | null;
  /** Bytes of the payloads of due runs, as the head node sent them; null when nothing ran. */
  readonly payload: PerRound | null;
  readonly finalWeights: readonly FinalWeight[];
  /** Who ran the logic, and how other hosts would have differed on this history. */
  readonly host: ReplayStarted["host"] & { readonly others: ReplayEnded["otherHosts"] };
  /** What consumers would have received, if the options name any. */
  readonly consumers: readonly ConsumerResult[];
  /** Where a payment halted the host permanently, or null. */
  readonly halt: HostHalted | null;
  /** Sentences that the harness noted, each once with how often, in order of first appearance. */
  readonly notes: readonly { readonly text: string; readonly rounds: number }[];
}

/** Failed rounds with the same code and message. */
export interface FailureGroup {
  readonly code: string;
  readonly message: string;
  /** Due runs. */
  readonly rounds: number;
  /** Second runs, which are not rounds. */
  readonly secondRuns: number;
  /** The first of them, in full but for a very long stderr. */
  readonly first: FailedRound;
}

export interface FailedRound {
  readonly index: number;
  /** Whether it was the second run of that round. */
  readonly second: boolean;
  readonly reputer: string;
  readonly blockTime: number;
  readonly exitCode: number;
  readonly failure: RoundRan["failure"];
  /** The end of what the guest printed, at most 4,000 characters. */
  readonly stderr: string;
}

/** A worker's weight when the replay ended; with several reputers the sum of theirs by part of the stake, an absent one being 0. */
export interface FinalWeight {
  readonly worker: string;
  readonly weight: number;
  /** Of the sum of all weights, 0 to 1. */
  readonly share: number;
}

/** A worker on its own, on the compared sets that it took part in. */
export interface WorkerScore {
  readonly worker: string;
  readonly sets: number;
  /** Mean loss. */
  readonly loss: number;
  /** Mean of inference minus truth; null where values have no such thing. */
  readonly bias: number | null;
  /** 1 - loss / that of equal weights on the same sets; null where they had none. */
  readonly skill: number | null;
  /** The combination's mean loss on the worker's sets less the worker's: positive when following the worker would have been better. */
  readonly regret: number;
  /** Part of the final weights, 0 to 1. */
  readonly weightShare: number;
  /** Part of what workers were paid, 0 to 1; null without rewards. */
  readonly rewardShare: number | null;
}

export interface BestWorker {
  readonly worker: string;
  readonly sets: number;
  /** Mean loss. */
  readonly loss: number;
  /** Mean loss of the weighted combination on the same sets. */
  readonly combination: number;
  readonly regret: number;
  /** 95 % interval of the regret, corrected for the choice; null where the differences do not vary or are too many to keep. */
  readonly interval: readonly [number, number] | null;
  /** Workers that took part often enough to be chosen. */
  readonly chosenAmong: number;
  /** Fewest sets that a worker had to take part in, at least 20. */
  readonly leastSets: number;
}

/** How soon weight followed a change that the caller knows of. */
export interface WorkerResponse {
  readonly worker: string;
  readonly to: "bad" | "good";
  /** UNIX seconds. */
  readonly at: number;
  /** Rounds until half its share was lost (gained); null when that never happened in the rounds watched. */
  readonly rounds: number | null;
  readonly watched: number;
}
