import type { Failure } from "../runtime/failure.js";

/** Version of the fact stream's shape; raised with every incompatible change. */
export const FACTS_VERSION = 1;

/**
 * What a replay tells, in order of block time. Facts are immutable, and all that metrics and reports know.
 * Per-worker columns are indexed like `workerIds`, which index `ReplayStarted.workers`.
 */
export type Fact = ReplayStarted | SetCommitted | RoundRan | ReplayEnded;

export interface ReplayStarted {
  readonly kind: "started";
  readonly version: typeof FACTS_VERSION;
  readonly topic: string;
  /** Worker addresses; ids in later facts index this. */
  readonly workers: readonly string[];
  readonly inferenceCadence: number;
  readonly weightCadence: number;
  /** Block time of the first block, UNIX seconds. */
  readonly start: number;
  readonly end: number;
  readonly logic: { readonly name: string; readonly sha256: string };
  readonly engine: string;
  readonly seed: number;
}

/** A set of inferences was committed at a block time, with the weights that stood before it was made. */
export interface SetCommitted {
  readonly kind: "set";
  readonly timestamp: number;
  readonly workerIds: Uint32Array;
  /** Values as the topic's users see them: as stored on chain, divided by the value scale. */
  readonly values: Float64Array;
  /** Values as given in the history, NaN where the chain left the worker out. */
  readonly given: Float64Array;
  /** Stored weights / 1e5 before this set was made; NaN for a worker without a stored weight. */
  readonly weights: Float64Array;
  /** Whether any weight had been stored for the topic; before that the first-round rule (uniform) holds. */
  readonly weighted: boolean;
  /** Truth of this timestamp, or null when the history has none. */
  readonly truth: number | null;
  readonly truthAvailableAt: number | null;
  /** Block time of the one round whose window holds this set, or null when the replay ends before it. */
  readonly roundAt: number | null;
}

export type RoundStatus = "committed" | "failed" | "skipped";

/** The weight logic ran once (for one reputer). */
export interface RoundRan {
  readonly kind: "round";
  /** Counts from 0. */
  readonly index: number;
  readonly reputer: string;
  readonly blockTime: number;
  /** The topic's weight_last_ran: the window's inclusive start. */
  readonly windowFrom: number;
  readonly sets: number;
  readonly inferences: number;
  /** Inferences in the window whose truth was available at `blockTime`. */
  readonly scorable: number;
  readonly status: RoundStatus;
  readonly exitCode: number;
  readonly fuel: number | null;
  readonly failure: Failure | null;
  readonly stderr: string;
  /** What the harness found odd in this round, one sentence each. */
  readonly notes: readonly string[];
  /** Stored weights / 1e5 after the round, by worker id; NaN for a worker without a stored weight. */
  readonly weights: Float64Array;
}

export interface ReplayEnded {
  readonly kind: "ended";
  readonly rounds: number;
  readonly failed: number;
  readonly sets: number;
  readonly inferences: number;
}
