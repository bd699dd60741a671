import type { SetCommitted } from "../../replay/facts.js";
import type { CombinationName, LossName, Score, WorkerScoring } from "./judged-set.js";

/**
 * How one kind of values is read, combined and judged. `W` is what a worker says, `F` what a combination says, `T` what comes
 * true.
 */
export interface ValueRules<W, F, T> {
  readonly loss: LossName;
  /** What the i-th inference of a set says; null when it means nothing. */
  inference(set: SetCommitted, i: number): W | null;
  /** Null when there is none. */
  truth(set: SetCommitted): T | null;
  /**
   * @param inferences At least one.
   * @param weights Not negative, not all 0; null for equal weights: then all that is weighted is to the last bit what is not.
   */
  combine(inferences: readonly W[], weights: readonly number[] | null): Combinations<F>;
  /** @param known What {@link Known} says when the set is made. */
  score(forecast: F, truth: T, known: F | null): Score;
  scoreWorker(inference: W, truth: T): WorkerScoring;
  tell(forecast: F): number | string;
  tellTruth(truth: T): number | string;
  draw(forecast: F, truth: T | null): number;
  drawInference(inference: W, truth: T | null): number;
  drawTruth(truth: T): number;
  /** What can be said without workers, empty at first. */
  known(): Known<F, T>;
}

export type Combinations<F> = Readonly<
  Partial<Record<CombinationName, F>> & Record<"weighted" | "equal", F>
>;

/** The forecast that needs no worker: from the truths that are known. */
export interface Known<F, T> {
  /** The truth of `timestamp` can be known from `availableAt` on. */
  push(timestamp: number, truth: T, availableAt: number): void;
  /** What was known at a time, or null when nothing was. Times asked for must not decrease. */
  at(time: number): F | null;
}
