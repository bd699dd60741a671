import type { Attachments } from "./attachments.js";

/** The inferences of one topic at one block time, as the chain stores them: a worker with an invalid answer is not in it. */
export interface CommittedSet {
  /** Block time, UNIX seconds. */
  readonly timestamp: number;
  /** In the order in which they were committed. */
  readonly workerIds: Uint32Array;
  /** Stored uint64 values, whole doubles. */
  readonly stored: Float64Array;
  /** Values as text, for hosts that keep them so (seed profile); null on the chain. */
  readonly texts: readonly string[] | null;
  /** What came with them, side by side with `workerIds`; absent where nothing did. */
  readonly attachments?: Attachments;
}
