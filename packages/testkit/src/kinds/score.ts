/**
 * The ways of combining a set, in the order that reports list them. Each kind of values has some of them:
 * - `weighted`: weighted mean of numbers and probabilities, weighted vote of classes, weighted linear pool of distributions.
 * - `weightedMedian`, `weightedLogPool`: other ways of using the same weights.
 * - `equal`: as `weighted`, with equal weights: what the weights must beat.
 * - `median`, `logPool`: as above, with equal weights.
 * - `members`: as `equal`, over the workers of the set that have weight: what the weights contribute apart from leaving workers out.
 */
export const COMBINATIONS = [
  "weighted",
  "weightedMedian",
  "weightedLogPool",
  "equal",
  "median",
  "logPool",
  "members",
] as const;
export type CombinationName = (typeof COMBINATIONS)[number];

/** The combinations that need no weights: what the weights must beat. The first is one of every kind of values. */
export const BASELINES = ["equal", "median", "logPool"] as const;
export type BaselineName = (typeof BASELINES)[number];

/** What errors are counted in: what skill, regret and ranks are about. Lower is better, 0 perfect. */
export type LossName =
  "absolute error" | "relative error" | "log error" | "zero-one loss" | "Brier score";

export const LOSS_SCALES = ["absolute", "relative", "log"] as const;

/** How errors of numbers are counted; other kinds of values have one loss. */
export type LossScale = (typeof LOSS_SCALES)[number];

/** A scale with what it needs. */
export interface LossMeasure {
  readonly scale: LossScale;
  /** Median of |truth| over the history, for `relative`: below it errors are not divided by less. Positive. */
  readonly typicalTruth: number;
}

export const ABSOLUTE: LossMeasure = { scale: "absolute", typicalTruth: 1 };

/** How good one inference of one set was. What its kind of values does not have is null. */
export interface Score {
  readonly loss: number;
  /** Inference minus truth. */
  readonly error: number | null;
  /** -ln of the probability given to what came, see `PROBABILITY_FLOOR`. */
  readonly logScore: number | null;
  /** Brier score of the shares of a vote, or of the distribution. */
  readonly brier: number | null;
  /** The class called, and whether it is the true one. */
  readonly called: string | null;
  readonly hit: boolean | null;
  /** Whether the truth went from the newest one known as was inferred; null when it did not move, or none was known. */
  readonly direction: boolean | null;
}

export const NO_SCORE: Omit<Score, "loss"> = {
  error: null,
  logScore: null,
  brier: null,
  called: null,
  hit: null,
  direction: null,
};

/** How good one worker's inference was. */
export interface WorkerScoring {
  readonly loss: number;
  /** Inference minus truth, where that means something. */
  readonly error: number | null;
}
