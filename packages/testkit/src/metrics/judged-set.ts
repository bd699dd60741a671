import type { CombinationName, Score, WorkerScoring } from "../kinds/score.js";

/**
 * Where the weights of a combination came from.
 * - `stored`: the weights that stood before the set was made.
 * - `uniform`: no weight had ever been stored for the topic (seed: weights start uniform).
 * - `fallback`: weights stood, but none of them for a worker in this set, so every worker counts the same. Leaving such
 *   sets out would let a logic improve its score by giving weight to nobody when it is hard; they are counted instead.
 */
export type WeightsFrom = "stored" | "uniform" | "fallback";

/** One way of combining a set. */
export interface Combined {
  /** As files have it: a number, a label, or a distribution's parts with spaces between. */
  readonly written: number | string;
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
  /** Loss of what could be inferred without any worker, from the truths known when the set was made; null when none was. */
  readonly naiveLoss: number | null;
}
