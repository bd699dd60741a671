/**
 * The ways of combining a set, in the order that reports list them. Each kind of values has some of them:
 * - `weighted`: weighted mean of numbers and probabilities, weighted vote of classes, weighted linear pool of distributions.
 * - `weightedMedian`, `weightedLogPool`: other ways of using the same weights.
 * - `equal`: as `weighted`, with the same weight for everybody: what the weights must beat.
 * - `median`, `logPool`: as above, with the same weight for everybody.
 */
export const COMBINATIONS = [
  "weighted",
  "weightedMedian",
  "weightedLogPool",
  "equal",
  "median",
  "logPool",
] as const;
export type CombinationName = (typeof COMBINATIONS)[number];

/** What errors are counted in: what skill, regret and ranks are about. Lower is better, 0 perfect. */
export type LossName = "absolute error" | "zero-one loss" | "Brier score";

/**
 * Where the weights of a combination came from.
 * - `stored`: the weights that stood before the set was made.
 * - `uniform`: no weight had ever been stored for the topic (seed: weights start uniform).
 * - `fallback`: weights stood, but none of them for a worker in this set, so every worker counts the same. Leaving such
 *   sets out would let a logic improve its score by giving weight to nobody when it is hard; they are counted instead.
 */
export type WeightsFrom = "stored" | "uniform" | "fallback";

/** How good one forecast of one set was. What its kind of values does not have is null. */
export interface Score {
  readonly loss: number;
  /** Forecast minus truth. */
  readonly error: number | null;
  /** -ln of the probability given to what came, see `LOG_SCORE_FLOOR`. */
  readonly logScore: number | null;
  /** Brier score of the shares of a vote, or of the distribution. */
  readonly brier: number | null;
  /** The class called, and whether it is the one that came. */
  readonly called: string | null;
  readonly hit: boolean | null;
  /** Whether the truth went from the newest one known as the forecast said; null when it did not move, or none was known. */
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

/** One way of combining a set. */
export interface Combined {
  /** As files tell it: a number, a label, or a distribution's parts with spaces between. */
  readonly told: number | string;
  /** As charts draw it: the number or probability; of classes and distributions the share given to what came, NaN without truth. */
  readonly drawn: number;
  /** Null without truth. */
  readonly score: Score | null;
}

/** A set as its topic's kind of values understands it. */
export interface JudgedSet {
  readonly weightsFrom: WeightsFrom;
  /** Workers whose inference means something. */
  readonly workerIds: readonly number[];
  /** Their stored weights, 0 without one. */
  readonly workerWeights: readonly number[];
  /** Inferences in the set that mean nothing, e.g. a probability of 1.2. */
  readonly unusable: number;
  /** At least `weighted` and `equal`; null when no inference means anything. */
  readonly combined: Readonly<Partial<Record<CombinationName, Combined>>> | null;
  /** The truth as a label or number; null when there is none. */
  readonly truth: number | string | null;
  /** As charts draw it; NaN where the kind has nothing to draw. */
  readonly truthDrawn: number;
  /** As charts draw the inferences of `workerIds`; see {@link Combined.drawn}. */
  readonly workerDrawn: readonly number[];
  /** One a worker of `workerIds`; null without truth. */
  readonly workerScores: readonly WorkerScoring[] | null;
  /** Loss of what could be said without any worker, from the truths known when the set was made; null when none was. */
  readonly naiveLoss: number | null;
}

/** How good one worker's inference was. */
export interface WorkerScoring {
  readonly loss: number;
  /** Inference minus truth, where that means something. */
  readonly error: number | null;
}
