import type { Transformation } from "../chain/consumer.js";
import type { LossScale } from "../kinds/score.js";
import type { WorkerChange } from "./folds/responses.js";

/** What the caller of a summary knows. */
export interface SummaryOptions {
  /** Sets before which fewer rounds than this had run are warm-up and not compared. 0 (the default) leaves none out. */
  readonly warmUpRounds?: number;
  /**
   * How many sets ahead inferences look, for the second test (Diebold-Mariano). By default the time within which 95 % of the truths
   * come, in inference cadences, rounded up: inferences made before earlier ones were judged share their errors.
   */
  readonly horizon?: number;
  /** How errors of numbers are counted; `absolute` by default. Other kinds of values have one loss. */
  readonly lossScale?: LossScale;
  /** Part of the compared sets that the best worker in hindsight must have taken part in, 0 to 1; half by default. */
  readonly bestWorkerPart?: number;
  /** Consumers' transformations of the weights. Default none. */
  readonly consumers?: readonly Transformation[];
  /** Workers that are known to turn bad or good, and when. */
  readonly changes?: readonly WorkerChange[];
}
