import type { RoundRan } from "../replay/facts.js";
import type { Accuracy, Comparison } from "./accuracy-fold.js";
import type { CombinationName } from "./combination.js";
import type { Coverage } from "./coverage.js";
import type { FuelUse } from "./fuel.js";
import type { CostOfMissing } from "./money.js";
import type { Rewards } from "./rewards-fold.js";
import type { Weighting } from "./weighting-fold.js";

/** What one replay of one topic came to. Plain data; numbers are finite, absent ones null. */
export interface ReplaySummary {
  readonly topic: string;
  readonly logic: { readonly name: string; readonly sha256: string };
  readonly engine: string;
  readonly seed: number;
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
  readonly errors: ErrorComparison;
  /** Every way of combining, on the same sets. */
  readonly accuracy: Readonly<Record<CombinationName, Accuracy>>;
  /** Mean absolute error of the naive forecast, the newest truth known when a set was made, where there was one. */
  readonly naive: number | null;
  /** The weighted combination against the baselines. */
  readonly against: { readonly mean: Comparison; readonly median: Comparison };
  /** The worker that one should have followed alone, or null when none took part often enough. */
  readonly best: BestWorker | null;
  readonly weighting: Weighting;
  readonly workerScores: readonly WorkerScore[];
  /** What missing rounds cost workers better than the equal mean, or null when none of them missed one. */
  readonly missing: CostOfMissing | null;
  readonly responses: readonly WorkerResponse[];
  readonly rewards: Rewards | null;
  readonly coverage: Coverage;
  readonly fuel: FuelUse | null;
  readonly finalWeights: readonly FinalWeight[];
  /** Sentences that the harness noted, each once with how often, in order of first appearance. */
  readonly notes: readonly { readonly text: string; readonly rounds: number }[];
}

export interface RoundCounts {
  readonly ran: number;
  readonly committed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Failed rounds with the same code and message. */
export interface FailureGroup {
  readonly code: string;
  readonly message: string;
  readonly rounds: number;
  /** The first of them, in full but for a very long stderr. */
  readonly first: FailedRound;
}

export interface FailedRound {
  readonly index: number;
  readonly reputer: string;
  readonly blockTime: number;
  readonly exitCode: number;
  readonly failure: RoundRan["failure"];
  /** The end of what the guest said, at most 4,000 characters. */
  readonly stderr: string;
}

export interface SetCounts {
  readonly total: number;
  /** Inferences in sets. */
  readonly inferences: number;
  /** Answers that the chain left out: no finite number, negative, or too large. */
  readonly leftOut: number;
  /** Sets with a truth and at least one usable inference, after warm-up: those that errors are measured on. */
  readonly compared: number;
  /** Sets left out as warm-up, since the caller said so. */
  readonly warmUp: number;
  readonly withoutTruth: number;
  /** Among the compared: combined uniformly, since no weight had ever been stored. */
  readonly uniform: number;
  /** Among the compared: combined uniformly, since no worker in the set had weight. */
  readonly fallback: number;
}

/** Mean absolute errors on the same sets, null when there is none to compare. */
export interface ErrorComparison {
  readonly weighted: number | null;
  readonly weightedMedian: number | null;
  readonly mean: number | null;
  readonly median: number | null;
}

/** A worker's weight when the replay ended; with several reputers the mean of theirs, an absent weight being 0. */
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
  readonly mae: number;
  /** Mean of inference minus truth. */
  readonly bias: number;
  /** 1 - MAE / the equal mean's MAE on the same sets; null where the mean had no error. */
  readonly skill: number | null;
  /** The combination's MAE on the worker's sets less the worker's: positive when following the worker would have been better. */
  readonly regret: number;
  /** Part of the final weights, 0 to 1. */
  readonly weightShare: number;
  /** Part of what workers were paid, 0 to 1; null without rewards. */
  readonly rewardShare: number | null;
}

export interface BestWorker {
  readonly worker: string;
  readonly sets: number;
  readonly mae: number;
  /** MAE of the weighted combination on the same sets. */
  readonly combination: number;
  readonly regret: number;
  /** Fewest sets that a worker had to take part in. */
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
