import { describe, expect, it } from "vitest";
import { skillScore } from "../../src/metrics/statistics/skill.js";
import { linearPool, logPool, weightedVote } from "../../src/kinds/pools.js";
import {
  effectiveNumber,
  entropyNumber,
  gini,
  turnover,
} from "../../src/metrics/statistics/concentration.js";
import { automaticLags, dieboldMariano } from "../../src/metrics/statistics/diebold-mariano.js";
import { roundsToGainHalf, roundsToLoseHalf } from "../../src/metrics/folds/half-life.js";
import { bestInHindsight, regret, WorkerLosses } from "../../src/metrics/folds/hindsight.js";
import { kendallTau } from "../../src/metrics/statistics/kendall.js";
import {
  MissingRounds,
  rewardShares,
  rewardSkillCorrelation,
} from "../../src/metrics/folds/money.js";
import { normalQuantile } from "../../src/metrics/statistics/normal.js";
import { brierScore, logScoreOf } from "../../src/kinds/probability-scores.js";
import { midRanks, spearman } from "../../src/metrics/statistics/rank.js";
import { betaQuantile, regularizedBeta } from "../../src/metrics/statistics/beta.js";
import { studentQuantile, studentTwoSided } from "../../src/metrics/statistics/student-t.js";
import { wilsonInterval } from "../../src/metrics/statistics/wilson.js";

// Everything here is worked by hand from the definition in the function's doc comment.

describe("accuracy", () => {
  it("is skill against a reference that has an error", () => {
    expect(skillScore(3, 4)).toBe(0.25);
    expect(skillScore(6, 4)).toBe(-0.5);
    expect(skillScore(0, 0)).toBeNull();
    expect(skillScore(null, 1)).toBeNull();
  });
});

describe("a share", () => {
  it("has an interval inside 0 and 1, whole at the ends", () => {
    expect(wilsonInterval(0, 5)[0]).toBe(0);
    expect(wilsonInterval(5, 5)[1]).toBe(1);
  });
});

describe("distributions", () => {
  it("refuse what they are not defined for", () => {
    for (const p of [0, 1, -1, 2, NaN]) expect(normalQuantile(p)).toBeNaN();
    expect(normalQuantile(0.5)).toBe(0);
    expect(studentTwoSided(NaN, 3)).toBeNaN();
    expect(studentTwoSided(1, 0)).toBeNaN();
    expect(studentTwoSided(Infinity, 3)).toBe(0);
    expect(studentTwoSided(1, -1)).toBeNaN();
    for (const p of [0, 1, -1, 2, NaN]) expect(studentQuantile(p, 3)).toBeNaN();
    expect(studentQuantile(0.9, 0)).toBeNaN();
    expect(studentQuantile(0.5, 3)).toBe(0);
    for (const [x, a, b] of [
      [-0.1, 1, 1],
      [1.1, 1, 1],
      [NaN, 1, 1],
      [0.5, 0, 1],
      [0.5, -1, 1],
      [0.5, 1, 0],
      [0.5, 1, -1],
    ] as const) {
      expect(regularizedBeta(x, a, b)).toBeNaN();
      expect(betaQuantile(x, a, b)).toBeNaN();
    }
    expect([regularizedBeta(0, 2, 3), regularizedBeta(1, 2, 3)]).toEqual([0, 1]);
    expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1]);
    // The uniform distribution, and Cauchy's: a t of one degree has P(T <= 1) = 3/4.
    expect(regularizedBeta(0.3, 1, 1)).toBeCloseTo(0.3, 13);
    expect(betaQuantile(0.3, 1, 1)).toBeCloseTo(0.3, 12);
    expect(studentTwoSided(1, 1)).toBeCloseTo(0.5, 13);
    expect(studentQuantile(0.75, 1)).toBeCloseTo(1, 12);
    expect(studentQuantile(0.25, 1)).toBeCloseTo(-1, 12);
  });
});

describe("probabilities", () => {
  it("score a certain and right, a certain and wrong, and an even forecast", () => {
    expect(brierScore([1, 0], 0)).toBe(0);
    expect(brierScore([1, 0], 1)).toBe(2);
    expect(brierScore([0.5, 0.5], 1)).toBe(0.5);
    expect(logScoreOf(1)).toBeCloseTo(0, 15);
    expect(logScoreOf(0.5)).toBe(Math.LN2);
    expect(logScoreOf(0)).toBeCloseTo(6 * Math.LN10, 14);
  });
});

describe("classes", () => {
  it("are voted for by weight", () => {
    const vote = weightedVote(["b", "a", "b", "c"], [0.25, 0.5, 0.5, NaN]);
    expect(vote).toEqual({
      label: "b",
      tied: false,
      shares: new Map([
        ["a", 0.4],
        ["b", 0.6],
      ]),
    });
    expect(weightedVote(["b", "a"], [1, 1])).toMatchObject({ label: "a", tied: true });
    expect(weightedVote(["a"], [0])).toBeNull();
  });

  it("are pooled by weight", () => {
    // Odds 4:1 and 1:1 with equal weights: geometric mean 2:1.
    const pooled = logPool(
      [
        [0.8, 0.2],
        [0.5, 0.5],
      ],
      [7, 7],
    );
    expect(pooled?.[0]).toBeCloseTo(2 / 3, 14);
    expect(
      linearPool(
        [
          [0.75, 0.25],
          [0.25, 0.75],
          [1, 0],
        ],
        [1, 3, 0],
      ),
    ).toEqual([0.375, 0.625]);
    expect(
      logPool(
        [
          [0, 1],
          [0.5, 0.5],
        ],
        [1, 1],
      ),
    ).toEqual([0, 1]);
    expect(
      logPool(
        [
          [0, 1],
          [1, 0],
        ],
        [1, 1],
      ),
    ).toBeNull();
    expect(logPool([[0, 1]], [0])).toBeNull();
    expect(linearPool([], [])).toBeNull();
  });
});

describe("concentration", () => {
  it("of equals is their number, of one is 1", () => {
    expect(effectiveNumber([3, 3, 3, 3])).toBe(4);
    expect(entropyNumber([3, 3, 3, 3])).toBeCloseTo(4, 14);
    expect(effectiveNumber([0, 5, NaN])).toBe(1);
    expect(entropyNumber([0, 5, NaN])).toBe(1);
    expect(gini([3, 3, 3, 3])).toBe(0);
    expect(gini([0, 0, 0, 8])).toBe(0.75);
    expect(gini([1, 3])).toBe(0.25);
    for (const metric of [effectiveNumber, entropyNumber, gini]) {
      expect(metric([0, NaN])).toBeNull();
      expect(metric([])).toBeNull();
    }
  });

  it("changes hands", () => {
    expect(turnover([1, 0], [0, 9])).toBe(1);
    expect(turnover([1, 3], [3, 1])).toBe(0.5);
    expect(turnover([1, 3], [2, 6])).toBe(0);
    expect(turnover([0], [1])).toBeNull();
  });
});

describe("ranks", () => {
  it("share equal places", () => {
    expect([...midRanks([10, 5, 10, 1])]).toEqual([3.5, 2, 3.5, 1]);
    expect(spearman([1, 2, 3], [1, 2, 300])).toBeCloseTo(1, 15);
    expect(kendallTau([1, 2, 3, 4], [1, 2, 4, 3])).toBeCloseTo(2 / 3, 15);
    for (const metric of [spearman, kendallTau]) {
      expect(metric([1], [1])).toBeNull();
      expect(metric([1, 1, 1], [1, 2, 3])).toBeNull();
      expect(metric([], [])).toBeNull();
    }
  });
});

describe("Diebold-Mariano", () => {
  it("has no result for equal losses or too few sets", () => {
    expect(dieboldMariano([1, 2, 3], [1, 2, 3])).toBeNull();
    expect(dieboldMariano([1.1, 2.2, 3.3, 4.4], [0.1, 1.2, 2.3, 3.4])).toBeNull();
    expect(dieboldMariano([1], [2])).toBeNull();
    expect(dieboldMariano([1, 2], [2, 1], { horizon: 3 })).toBeNull();
  });

  it("is a t test of the mean for one step ahead", () => {
    // d = 1, 2, 3: mean 2, sample variance 1, t = 2 / sqrt(1/3).
    const test = dieboldMariano([2, 4, 6], [1, 2, 3]);
    expect(test?.statistic).toBeCloseTo(2 * Math.sqrt(3), 14);
    expect(test).toMatchObject({ meanDifference: 2, sets: 3, lags: 0 });
  });

  it("chooses lags by the rule of thumb, never fewer than the horizon needs", () => {
    expect(automaticLags(100, 1)).toBe(4);
    expect(automaticLags(88, 2)).toBe(3);
    expect(automaticLags(10, 7)).toBe(6);
  });
});

describe("best worker in hindsight", () => {
  const errors = new WorkerLosses();
  // Worker 1 has larger errors than worker 0, but on harder sets, where it beats the combination by more.
  for (let i = 0; i < 4; i += 1) errors.add(0, { loss: 1, error: 1 }, 2, 3);
  for (let i = 0; i < 4; i += 1) errors.add(1, { loss: 10, error: -10 }, 15, 20);
  errors.add(2, { loss: 0, error: 0 }, 50, 50);
  const rows = errors.result();

  it("is compared on its own sets", () => {
    expect(rows.map(regret)).toEqual([1, 5, 50]);
    expect(bestInHindsight(rows, 4)).toMatchObject({
      workerId: 1,
      sets: 4,
      loss: 10,
      combination: 15,
      equal: 20,
      bias: -10,
    });
  });

  it("must have taken part often enough", () => {
    expect(bestInHindsight(rows, 1)?.workerId).toBe(2);
    expect(bestInHindsight(rows, 5)).toBeNull();
  });
});

describe("response to a change", () => {
  it("is the rounds until half is lost", () => {
    expect(roundsToLoseHalf([0.2, 0.4, 0.3, 0.2, 0.1], 1)).toEqual({ rounds: 2, watched: 3 });
    expect(roundsToLoseHalf([0.4, 0.3, 0.3], 0)).toEqual({ rounds: null, watched: 2 });
    expect(roundsToLoseHalf([0.4, NaN], 0)).toEqual({ rounds: 1, watched: 1 });
    expect(roundsToLoseHalf([0, 0.3], 0)).toBeNull();
    // 0.2 of 0.4 is half; above it nothing is lost, and a level that was there before did not move.
    expect(roundsToLoseHalf([0.4, 0.21, 0.2], 0)).toEqual({ rounds: null, watched: 2 });
    expect(roundsToLoseHalf([0.4, 0.2, 0.2], 0)).toEqual({ rounds: 1, watched: 2 });
    expect(roundsToLoseHalf([0.1, 0.4, 0.2, 0.2], 1)).toEqual({ rounds: null, watched: 2 });
    expect(roundsToLoseHalf([0.2, 0.4, 0.2, 0.2], 1)).toEqual({ rounds: 1, watched: 2 });
  });

  it("is the rounds until half is gained", () => {
    expect(roundsToGainHalf([0, 0.1, 0.2, 0.3, 0.4], 0)).toEqual({ rounds: 2, watched: 4 });
    expect(roundsToGainHalf([0.1, 0.1, 0.15], 0, 0.5)).toEqual({ rounds: null, watched: 2 });
    expect(roundsToGainHalf([0.4, 0.3], 0)).toBeNull();
    expect(roundsToGainHalf([0.4, 0.5, 0.4], 0)).toBeNull();
    // The later half of the rounds since is at 0.3, as high as it was before; lower than that it did not move.
    expect(roundsToGainHalf([0.3, 0.1, 0.1, 0.3], 1)).toEqual({ rounds: 2, watched: 2 });
    expect(roundsToGainHalf([0.31, 0.1, 0.1, 0.3], 1)).toEqual({ rounds: null, watched: 2 });
    expect(roundsToGainHalf([0.3, 0.1, 0.1, 0.1, 0.3, 0.3], 1)).toEqual({ rounds: 3, watched: 4 });
  });
});

describe("money", () => {
  it("is shared exactly, however large", () => {
    expect(rewardShares([1n, 3n, 0n])).toEqual([0.25, 0.75, 0]);
    expect(rewardShares([10n ** 30n, 10n ** 30n])).toEqual([0.5, 0.5]);
    expect(rewardShares([0n, 0n])).toEqual([0, 0]);
  });

  it("is set against skill", () => {
    const worker = (share: number, skill: number | null) => ({ worker: "allo1", share, skill });
    expect(
      rewardSkillCorrelation([worker(0.5, 0.3), worker(0.3, 0.2), worker(0.2, -1)]),
    ).toBeCloseTo(1, 15);
    expect(rewardSkillCorrelation([worker(0.5, 0.3), worker(0.3, null)])).toBeNull();
  });

  it("is lost by missing rounds", () => {
    const rounds = new MissingRounds();
    rounds.add(0.25, 0.375, true);
    rounds.add(0.375, 0.1875, false);
    rounds.add(0.1875, 0.1875, true);
    rounds.add(0, 0.5, false);
    expect(rounds.result()).toEqual({
      missed: -0.5,
      attended: 0.25,
      cost: -0.75,
      missedRounds: 1,
      attendedRounds: 2,
    });
  });

  it("is pooled over workers, and unknown where nobody missed", () => {
    const [one, two, all] = [new MissingRounds(), new MissingRounds(), new MissingRounds()];
    one.add(0.5, 0.25, false);
    two.add(0.5, 0.5, false);
    two.add(0.5, 1, true);
    all.addAll(one);
    all.addAll(two);
    expect(one.result()).toMatchObject({ attended: null, cost: -0.5 });
    expect(all.result()).toMatchObject({ missed: -0.25, attended: 1, missedRounds: 2 });
    expect(new MissingRounds().result()).toBeNull();
  });
});
