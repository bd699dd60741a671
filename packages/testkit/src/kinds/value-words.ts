import type { CombinationName } from "./score.js";

/** What reports call a loss. */
export interface LossWords {
  /** Title over mean losses. */
  readonly title: string;
  /** The loss in a column's head, and in a sentence. */
  readonly head: string;
  readonly loss: string;
}

/** What reports call things, by what a topic's values are. */
export interface ValueWords extends LossWords {
  /** Ways of combining, in the order to list them. */
  readonly combinations: readonly (readonly [CombinationName, string])[];
  /** The naive inference. */
  readonly naive: string;
  /** What a chart of the combinations draws. */
  readonly drawn: string;
}
