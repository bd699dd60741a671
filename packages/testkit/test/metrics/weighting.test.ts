import { describe, expect, it } from "vitest";
import { WeightingFold } from "../../src/metrics/folds/weighting-fold.js";
import type { SetJudged } from "../../src/metrics/judged-fact.js";
import type { RoundRan } from "../../src/replay/facts.js";
import { round, set, started, summarize } from "./facts.js";

// Everything here is worked by hand.

/** A set of workers with these losses, under weights that stand. */
function judged(timestamp: number, losses: readonly number[], weights: readonly number[]) {
  const one = set(timestamp, losses, { weights });
  return {
    ...one,
    judged: {
      workerIds: losses.map((_, id) => id),
      workerWeights: weights,
      workerScores: losses.map((loss) => ({ loss, error: null })),
    },
  } as unknown as SetJudged;
}

const WEIGHTS = [0.5, 0.3, 0.2];
const GOOD = [1, 2, 3];
const BAD = [3, 2, 1];

/** A fold of these sets and rounds in order. */
function folded(...facts: (SetJudged | RoundRan)[]): WeightingFold {
  const fold = new WeightingFold();
  for (const fact of facts) {
    if (fact.kind === "set") fold.addSet(fact);
    else fold.addRound(fact);
  }
  fold.end();
  return fold;
}

describe("the correlation of weights with the accuracy to come", () => {
  it("gives a set at a round's own time to the period that ends there", () => {
    const fold = folded(
      round(0, 100, { weights: WEIGHTS }),
      judged(110, GOOD, WEIGHTS),
      round(1, 120, { weights: [0.2, 0.3, 0.5] }),
      judged(120, GOOD, WEIGHTS),
      judged(130, GOOD, [0.2, 0.3, 0.5]),
    );
    expect(fold.result().rankCorrelation).toMatchObject({ periods: 2, spearman: 0, kendall: 0 });
  });

  it("has a standard error from three periods on", () => {
    const periods = (...losses: (readonly number[])[]) =>
      folded(
        round(0, 90, { weights: [0.2, 0.3, 0.5] }),
        ...losses.flatMap((of, i) => [
          round(i, 100 + 10 * i, { weights: WEIGHTS }),
          judged(105 + 10 * i, of, WEIGHTS),
        ]),
      ).result().rankCorrelation;
    expect(periods(GOOD, BAD)).toMatchObject({ spearman: 0, standardError: null, periods: 2 });
    // 1, -1, 1: cosines 0 and sqrt(2/3) * 2, so V = 4/3 and sqrt(V / 3) = 2/3.
    const three = periods(GOOD, BAD, GOOD);
    expect(three.spearman).toBeCloseTo(1 / 3, 12);
    expect(three.standardError).toBeCloseTo(2 / 3, 12);
  });

  it("is none where weights never moved", () => {
    const fold = folded(
      round(0, 100, { weights: WEIGHTS }),
      judged(110, GOOD, WEIGHTS),
      round(1, 120, { weights: WEIGHTS }),
      judged(130, GOOD, WEIGHTS),
    );
    const none = { spearman: null, standardError: null, kendall: null, periods: 0 };
    expect(fold.result()).toMatchObject({ largestTurnover: 0, rankCorrelation: none });
  });
});

describe("the spread of weights", () => {
  it("is that of committed rounds", () => {
    const fold = folded(
      round(0, 100, { weights: [1, 1, 0] }),
      round(1, 110, { weights: [1, 0, 0], status: "failed" }),
    );
    expect(fold.result().effectiveNumber).toEqual({ mean: 2, last: 2 });
  });

  it("leaves out of Gini's coefficient who has neither been in a set nor weight", () => {
    const fold = folded(
      judged(90, [1, 2], [0, 0]),
      // Workers 2 and 3 were in no set: 3 has weight and counts, 2 does not.
      round(0, 100, { weights: [0.5, 0.5, 0, 0.5] }),
    );
    expect(fold.result().gini.last).toBe(0);
  });

  it("has those present whose newest set is in the window, its first time included", () => {
    const rounds = (windowFrom: number) =>
      folded(
        judged(90, [1], [1]),
        judged(80, [1, 1], [1, 1]),
        set2(95),
        round(0, 100, { weights: [1, 1, 1], windowFrom }),
      ).result().effectiveNumberPresent.last;
    // Newest sets at 80, 80 and 95.
    expect([79, 80, 81, 95, 96].map(rounds)).toEqual([3, 3, 1, 1, null]);
  });
});

/** A set of the third worker alone. */
function set2(timestamp: number): SetJudged {
  const one = judged(timestamp, [1], [1]);
  return { ...one, workerIds: Uint32Array.of(2) };
}

describe("missing rounds", () => {
  it("are the first reputer's, in which somebody was asked, by the window of each", () => {
    const asked = { inferences: 1, windowFrom: 90 };
    const fold = folded(
      judged(90, [1, 1], [1, 1]),
      round(0, 100, { ...asked, weights: [0.5, 0.5] }),
      // Another reputer's round, and one in which nobody was asked, change nothing.
      round(0, 100, { ...asked, windowFrom: 95, reputer: "allo1other", weights: [0.5, 0.5] }),
      round(1, 105, { ...asked, windowFrom: 95, reputer: "allo1other", weights: [0.1, 0.9] }),
      round(1, 110, { ...asked, weights: [0.75, 0.25] }),
      round(2, 120, { inferences: 0, windowFrom: 115, weights: [0.75, 0.25] }),
      round(3, 130, { ...asked, windowFrom: 91, weights: [0.375, 0.625] }),
    );
    // From 1/2 to 3/4 when in the window, its first time included; from 3/4 to 3/8 when not.
    expect(fold.missing(0).result()).toEqual({
      ...{ attended: 0.5, attendedRounds: 1, missed: -0.5, missedRounds: 1, cost: -1 },
    });
  });
});

describe("final weights", () => {
  it("count reputers by their part of the stake that is there", () => {
    const facts = [
      started({ workers: ["allo1a", "allo1b"] }),
      round(0, 100, { reputer: "r1", stakeShare: 0.25, weights: [0.5, NaN] }),
      round(1, 100, { reputer: "r2", stakeShare: 0.25, weights: [0.5, 0.5] }),
    ];
    expect(summarize(facts).finalWeights).toEqual([
      { worker: "allo1a", weight: 0.5, share: 0.5 / 0.75 },
      { worker: "allo1b", weight: 0.25, share: 0.25 / 0.75 },
    ]);
  });
});
