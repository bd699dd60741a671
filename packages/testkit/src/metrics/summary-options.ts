import type { WorkerChange } from "./folds/responses.js";

/** What a summary is told, since it cannot know. */
export interface SummaryOptions {
  /** Sets before which fewer rounds than this had run are warm-up and not compared. 0 (the default) leaves none out. */
  readonly warmUpRounds?: number;
  /**
   * How many sets ahead inferences look, for the significance test. By default the longest time from a set to its truth in
   * inference cadences, rounded up: inferences made before earlier ones were judged share their errors.
   */
  readonly horizon?: number;
  /** Seed of the bootstrap, an unsigned 32-bit integer; by default the replay's. */
  readonly seed?: number;
  /** Part of the compared sets that the best worker in hindsight must have taken part in, 0 to 1; half by default. */
  readonly bestWorkerPart?: number;
  /** Workers that are known to turn bad or good, and when. */
  readonly changes?: readonly WorkerChange[];
}
