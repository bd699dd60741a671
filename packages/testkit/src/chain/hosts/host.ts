import type { CommittedSet } from "../committed-set.js";
import type { WeightMatrix } from "../weight-matrix.js";
import type { HostLedger, LedgerStart } from "./ledger.js";
import type { Disturbances, PlannedRound, ScheduleInput } from "./schedule.js";

/** A truth that a host may put into the payload. */
export interface KnownTruth {
  readonly timestamp: number;
  readonly value: string;
}

/** What a run's payload is made of. */
export interface PayloadState {
  /** The window, oldest first. */
  readonly sets: readonly CommittedSet[];
  readonly weights: WeightMatrix;
  /** Reputers' addresses, as rows of the matrix. */
  readonly reputers: readonly string[];
  /** Rows in the order in which the host meets the reputers. */
  readonly order: readonly number[];
  /** Truths of the window that are available at the block time, oldest first. */
  readonly truths: () => readonly KnownTruth[];
}

/** Writes a topic's payloads. */
export interface PayloadSource {
  /** Adds workers; their ids count on from the last. */
  add(addresses: readonly string[]): void;
  /** The stdin of a run. Valid until the next call. */
  write(state: PayloadState): Uint8Array;
}

/** Who runs weight logic and what it does with the result: one folder per host. */
export interface Host {
  /** What `--profile` calls it. */
  readonly name: string;
  /** For reports. */
  readonly title: string;
  /** Whether it stores inferences as whole numbers, and no texts. */
  readonly integers: boolean;
  /** Whether what came with an inference (`extra_data`, `proof`) is in the payload. */
  readonly handsAttachments: boolean;
  /** What can go wrong with its runs. */
  readonly disturbances: readonly (keyof Disturbances)[];
  /** Whether each due run is followed by a second one. */
  readonly secondRuns: boolean;
  /** Whether what a failed run printed is stored. */
  readonly submitsFailures: boolean;
  /** Whether somebody whose stake is 0 can register. */
  readonly registersWithoutCoins: boolean;
  /** Whether own stake may not be taken out below the minimum. */
  readonly keepsMinimum: boolean;
  /** Whether inferences are truncated one weight cadence after their commitment. */
  readonly truncates: boolean;
  /** What its payload holds, as a part of a sentence on how hosts differ. */
  readonly payloadHolds: string;
  /** What a logic sees of several reputers' weights, for the same. */
  readonly severalReputers: string;
  /** How it pays, for the same. */
  readonly money: string;
  /** Whether workers with too few inferences in an epoch are masked. */
  readonly asksForLiveness: boolean;
  rounds(input: ScheduleInput): Iterable<PlannedRound>;
  payloads(): PayloadSource;
  ledger(start: LedgerStart): HostLedger;
}
