import type { CombinationName } from "../metrics/kinds/judged-set.js";
import type { ReplaySummary } from "../metrics/summary.js";

/** What reports call things, by what a topic's values are. */
export interface ValueWords {
  /** Title over mean losses. */
  readonly title: string;
  /** The loss in a column's head, and in a sentence. */
  readonly head: string;
  readonly loss: string;
  /** Ways of combining, in the order to list them. */
  readonly combinations: readonly (readonly [CombinationName, string])[];
  /** The naive forecast. */
  readonly naive: string;
  /** What a chart of the combinations draws. */
  readonly drawn: string;
}

const NUMBER: ValueWords = {
  title: "Mean absolute error",
  head: "MAE",
  loss: "mean absolute error",
  combinations: [
    ["weighted", "weighted"],
    ["equal", "equal mean"],
    ["median", "median"],
    ["weightedMedian", "weighted median"],
  ],
  naive: "newest truth",
  drawn: "value",
};

const PROBABILITY: ValueWords = {
  title: "Mean Brier score",
  head: "Brier score",
  loss: "mean Brier score",
  combinations: [
    ["weighted", "weighted"],
    ["equal", "equal mean"],
    ["median", "median"],
    ["weightedLogPool", "weighted log pool"],
    ["logPool", "equal log pool"],
  ],
  naive: "base rate",
  drawn: "probability",
};

const CLASS: ValueWords = {
  title: "Share of wrong calls",
  head: "wrong",
  loss: "share of wrong calls",
  combinations: [
    ["weighted", "weighted vote"],
    ["equal", "equal vote"],
  ],
  naive: "newest truth",
  drawn: "share of the vote for the class that came",
};

const DISTRIBUTION: ValueWords = {
  ...PROBABILITY,
  combinations: [
    ["weighted", "weighted pool"],
    ["equal", "equal pool"],
    ["weightedLogPool", "weighted log pool"],
    ["logPool", "equal log pool"],
  ],
  naive: "base rates",
  drawn: "probability given to the class that came",
};

const WORDS = {
  number: NUMBER,
  probability: PROBABILITY,
  class: CLASS,
  distribution: DISTRIBUTION,
};

export function valueWords({ values }: Pick<ReplaySummary, "values">): ValueWords {
  return WORDS[values.kind];
}

/** What a combination is called; as in the field `weighted` where the kind has no such. */
export function combinationWord(
  summary: Pick<ReplaySummary, "values">,
  name: CombinationName,
): string {
  const found = valueWords(summary).combinations.find(([known]) => known === name);
  return found?.[1] ?? name;
}
