import type { Attachments } from "../chain/attachments.js";

/**
 * Recorded inferences of one topic in columns, ordered by timestamp and, within one timestamp, as in the file.
 * Row i: worker `workers[workerIds[i]]` answered `values[i]` at `timestamps[i]`.
 */
export interface InferenceColumns {
  readonly length: number;
  /** UNIX seconds, whole. */
  readonly timestamps: Float64Array;
  readonly workerIds: Uint32Array;
  /** Values as given (before the chain's rounding); NaN where the text is not a finite number. */
  readonly values: Float64Array;
  /** Values as text, kept only for topics whose values are not numbers. */
  readonly texts: readonly string[] | null;
  /** Worker addresses in order of first appearance. */
  readonly workers: readonly string[];
  /** Number of the message within its block that an inference came in; absent where every block has one. */
  readonly messages?: Uint32Array;
  /** What workers attached to their inferences, row by row; absent where nobody attached anything. */
  readonly attachments?: Attachments;
}

/** Ground truth of one topic, ordered by timestamp, one row a timestamp. */
export interface TruthColumns {
  readonly length: number;
  /** The inferences' timestamp that this is the truth of, UNIX seconds. */
  readonly timestamps: Float64Array;
  readonly values: Float64Array;
  readonly texts: readonly string[] | null;
  /** UNIX seconds from which anybody can know it. */
  readonly availableAt: Float64Array;
}

export interface TopicHistory {
  /** Topic id as in the file's `topic` column, or the caller's when there is none. */
  readonly topic: string;
  readonly inferences: InferenceColumns;
  readonly truth: TruthColumns;
}
