import type { CombinationName, LossName, Score, WorkerScoring } from "./score.js";

/** A set's values, or a truth, as a history has them. */
export interface ReadableSet {
  /** Values of the inferences; NaN where they are texts. */
  readonly values: ArrayLike<number>;
  /** Values as texts, for topics whose values are not numbers. */
  readonly texts: readonly string[] | null;
}

export interface ReadableTruth {
  /** Null where the history has none; NaN where it is a text. */
  readonly truth: number | null;
  readonly truthText: string | null;
}

/**
 * How one kind of values is read, combined and judged. `W` is what a worker infers, `F` what a combination infers, `T` what
 * comes true.
 */
export interface ValueRules<W, F, T> {
  readonly loss: LossName;
  /** The i-th inference of a set; null when it means nothing. */
  inference(set: ReadableSet, i: number): W | null;
  /** Null when there is none. */
  readonly truth: (truth: ReadableTruth) => T | null;
  /**
   * @param inferences At least one.
   * @param weights Not negative, not all 0; null for equal weights: then all that is weighted is to the last bit what is not.
   */
  combine(inferences: readonly W[], weights: readonly number[] | null): Combinations<F>;
  /** Only the combinations that every kind has, where others cost much. Default {@link combine}. */
  means?(
    inferences: readonly W[],
    weights: readonly number[] | null,
  ): Pick<Combinations<F>, "weighted" | "equal">;
  /** @param known What {@link Known} infers when the set is made. */
  score(inference: F, truth: T, known: F | null): Score;
  scoreWorker(inference: W, truth: T): WorkerScoring;
  /** As files have it. */
  written(inference: F): number | string;
  writtenTruth(truth: T): number | string;
  /** As charts draw it. */
  drawn(inference: F, truth: T | null): number;
  drawnOfWorker(inference: W, truth: T | null): number;
  drawnTruth(truth: T): number;
  /** The inference that needs no worker, empty at first. */
  known(): Known<F, T>;
}

export type Combinations<F> = Readonly<
  Partial<Record<CombinationName, F>> & Record<"weighted" | "equal", F>
>;

/** The inference that needs no worker: from the truths that are known. */
export interface Known<F, T> {
  /** The truth of `timestamp` can be known from `availableAt` on. */
  push(timestamp: number, truth: T, availableAt: number): void;
  /** What was known at a time, or null when nothing was. Times asked for must not decrease. */
  at(time: number): F | null;
}
