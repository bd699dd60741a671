import { describe, expect, it } from "vitest";
import {
  blockLength,
  circularBlocks,
  resampledMeans,
} from "../../../src/metrics/statistics/circular-blocks.js";
import { expectedMaximum } from "../../../src/metrics/statistics/expected-maximum.js";
import { modelConfidenceSet } from "../../../src/metrics/statistics/model-confidence-set.js";
import { backtestOverfitting } from "../../../src/metrics/statistics/overfitting.js";
import { pairedGain } from "../../../src/metrics/statistics/paired-gain.js";
import { romanoWolf } from "../../../src/metrics/statistics/romano-wolf.js";
import { superiorAbility } from "../../../src/metrics/statistics/superior-ability.js";
import { walkForwardFolds } from "../../../src/metrics/statistics/walk-forward.js";
import { expectRelative, lossesOf, vectors } from "./vectors.js";

const { indices, block } = vectors.bootstrap;
const rules = vectors.losses.columns;

describe("model confidence set", () => {
  it.each([
    ["range", vectors.mcs.R],
    ["max", vectors.mcs.max],
  ] as const)("%s", (method, expected) => {
    const steps = modelConfidenceSet(rules.map(lossesOf), indices, method);
    expect(steps.map(({ rule }) => rules[rule])).toEqual(expected.map(({ rule }) => rule));
    for (const [k, step] of steps.entries()) {
      const wanted = expected[k]!;
      if (wanted.statistic === null) expect(step.statistic).toBeNull();
      else expectRelative(step.statistic ?? NaN, wanted.statistic);
      expectRelative(step.stepPValue, wanted.stepPValue);
      expectRelative(step.mcsPValue, wanted.mcsPValue);
    }
  });

  it.each(["range", "max"] as const)("keeps rules with the same losses: %s", (method) => {
    const same = lossesOf("a");
    const steps = modelConfidenceSet([same, same], indices, method);
    expect(steps).toHaveLength(2);
    expect(modelConfidenceSet([same], indices, method)).toEqual([
      { rule: 0, statistic: null, stepPValue: 1, mcsPValue: 1 },
    ]);
    expect(modelConfidenceSet([], indices, method)).toEqual([]);
  });
});

describe("rules that are as good as each other", () => {
  it.each(["range", "max"] as const)("stay in the set: %s", (method) => {
    const same = lossesOf("a");
    expect(modelConfidenceSet([same, same], indices, method)).toEqual([
      { rule: 0, statistic: 0, stepPValue: 1, mcsPValue: 1 },
      { rule: 1, statistic: null, stepPValue: 1, mcsPValue: 1 },
    ]);
  });

  it("leave in their order, and with the p of the test at which one is worse", () => {
    const worse = [3, 1, 4, 1, 5, 9, 2, 6];
    const better = [2, 0, 3, 1, 5, 8, 1, 6];
    const draws = [0, 2, 4, 6].map((set) => worse.map((_, t) => (t < 4 ? set : t)));
    for (const method of ["range", "max"] as const) {
      const [first, second, last] = modelConfidenceSet([worse, worse, better], draws, method);
      expect([first?.rule, second?.rule, last?.rule]).toEqual([0, 1, 2]);
      expect(last?.mcsPValue).toBe(1);
    }
  });
});

it("the confidence set counts draws above the statistic, none that only reach it", () => {
  // Means 2 and 0; drawn differences are 2 and -2 off, of root mean square 2: the statistic is 1, each draw's largest too.
  const draws = [
    [1, 1],
    [0, 0],
  ];
  const [step] = modelConfidenceSet(
    [
      [0, 4],
      [0, 0],
    ],
    draws,
    "range",
  );
  expect(step).toEqual({ rule: 0, statistic: 1, stepPValue: 0, mcsPValue: 0 });
});

it("the confidence set by the mean of all has room for a rule that is always the mean", () => {
  // Means 1, 1/2, 0; drawn means 4, 2, 0 and 0, 0, 0: the first is 3/2 and -1/2 further off than the mean, the second never.
  const steps = modelConfidenceSet(
    [
      [0, 4, 0, 0],
      [0, 2, 0, 0],
      [0, 0, 0, 0],
    ],
    [
      [1, 1, 1, 1],
      [0, 0, 0, 0],
    ],
    "max",
  );
  expect(steps[0]).toMatchObject({ rule: 0, stepPValue: 0.5 });
  expectRelative(steps[0]?.statistic ?? NaN, 0.5 / Math.sqrt(1.25));
});

describe("superior predictive ability by hand", () => {
  const zeros = [0, 0, 0, 0];
  const draws = [zeros, [1, 1, 1, 1]];
  const of = (losses: readonly number[]) => {
    const { statistic, omega, lower, consistent, upper } = superiorAbility(
      zeros,
      [losses],
      draws,
      1,
    );
    return [statistic, omega[0], lower, consistent, upper];
  };

  it("counts a rule that is clearly worse only in the upper p", () => {
    // Gains 0 and -2: mean -1, omega 1. Drawn means 0 and -2 are 1 and -1 off. The bound is -sqrt(2 ln ln 4 / 4) = -0.404.
    expect(of([0, 2, 0, 2])).toEqual([0, 1, 0, 0, 0.5]);
  });

  it("counts one that is hardly worse in the consistent p too", () => {
    // Gains 1 and -1.5: mean -0.25, omega 1.25; drawn 1 is better than the statistic of 0 without being centred too.
    expect(of([-1, 1.5, -1, 1.5])).toEqual([0, 1.25, 0.5, 0.5, 0.5]);
    // Gains 0 and -0.5, mean -0.25, and two outliers that make omega 1.6: only centred at -0.25 a drawn 0 is better.
    const wide = superiorAbility(zeros, [[0, 0.5, 2.5, -2]], draws, 1);
    expect([wide.lower, wide.consistent, wide.upper]).toEqual([0, 0.5, 0.5]);
  });
});

it("superior predictive ability, studentized", () => {
  const expected = vectors.spa["studentized (Hansen 2005)"];
  const result = superiorAbility(
    lossesOf("equal"),
    vectors.spa.rules.map(lossesOf),
    indices,
    1 / vectors.spa.q,
  );
  expectRelative(result.statistic, expected.statistic);
  for (const [k, omega] of expected.omega.entries()) expectRelative(result.omega[k], omega);
  expect([result.lower, result.consistent, result.upper]).toEqual([
    expected.lower,
    expected.consistent,
    expected.upper,
  ]);
});

describe("Romano and Wolf's step-down", () => {
  it("studentized by the draws", () => {
    const expected = vectors.romanoWolf["studentized by the bootstrap's standard deviation"];
    const result = romanoWolf(lossesOf("equal"), vectors.romanoWolf.rules.map(lossesOf), indices);
    for (const [k, statistic] of expected.statistic.entries()) {
      expectRelative(result.statistics[k], statistic);
      expectRelative(result.adjustedPValues[k], expected.adjustedPValue[k]!);
    }
  });

  it("counts a draw that only reaches the statistic", () => {
    // Gains 0 and 4, mean 2; drawn means 4 and 0 are 2 and -2 off, of standard deviation 2: t = 1, reached once.
    const draws = [
      [1, 1],
      [0, 0],
    ];
    const { statistics, adjustedPValues } = romanoWolf([0, 4], [[0, 0]], draws);
    expect([statistics[0], adjustedPValues[0]]).toEqual([1, 2 / 3]);
  });

  it("never finds the benchmark itself better", () => {
    const { adjustedPValues } = romanoWolf(
      lossesOf("equal"),
      [lossesOf("equal"), lossesOf("b")],
      indices,
    );
    const alone = romanoWolf(lossesOf("equal"), [lossesOf("b")], indices);
    expect([...adjustedPValues]).toEqual([1, alone.adjustedPValues[0]]);
  });
});

describe("probability of overfitting", () => {
  it("agrees with exact fractions", () => {
    const { losses, blocks, ...expected } = vectors.pbo;
    const series = losses[0]!.map((_, k) => losses.map((row) => row[k]!));
    const result = backtestOverfitting(series, blocks)!;
    expect(result.selected).toEqual(expected.selected);
    for (const [k, logit] of expected.logits.entries()) {
      expect(Math.abs(result.logits[k]! - logit)).toBeLessThan(1e-12);
    }
    expect([result.probability, result.strictProbability]).toEqual([
      expected.pbo,
      expected.pboStrict,
    ]);
  });

  it("has none for what cannot be split", () => {
    const series = [
      [1, 2, 3, 4],
      [2, 1, 4, 3],
    ];
    expect(backtestOverfitting(series, 3)).toBeNull();
    expect(backtestOverfitting(series, 6)).toBeNull();
    expect(backtestOverfitting(series, 18)).toBeNull();
    expect(backtestOverfitting(series.slice(1), 2)).toBeNull();
    expect(backtestOverfitting(series, 0)).toBeNull();
    expect(backtestOverfitting(series, -2)).toBeNull();
    const long = [Array.from({ length: 18 }, (_, t) => t), Array<number>(18).fill(1)];
    expect(backtestOverfitting(long, 18)).toBeNull();
    // Sixteen blocks of sixteen sets: 16! / 8!^2 halves.
    const sixteen = long.map((losses) => losses.slice(0, 16));
    expect(backtestOverfitting(sixteen, 16)?.selected).toHaveLength(12_870);
    // Each rule is the better one in its own half: whoever is chosen is the worse one outside.
    const halves = [
      [1, 1, 2, 2],
      [2, 2, 1, 1],
    ];
    expect(backtestOverfitting(halves, 2)).toMatchObject({ selected: [0, 1], probability: 1 });
  });
});

describe("probability of overfitting by hand", () => {
  it("gives the first blocks the sets that do not divide", () => {
    // Blocks of three and two: sums 7 and 6, then 2 and 4. Each half's choice is the worse one in the other.
    const result = backtestOverfitting(
      [
        [1, 1, 5, 1, 1],
        [2, 2, 2, 2, 2],
      ],
      2,
    )!;
    expect(result.selected).toEqual([1, 0]);
    for (const logit of result.logits) expectRelative(logit, -Math.LN2, 1e-14);
  });

  it("takes sums that rounding may have set apart, and sums of 0, for equal", () => {
    const equal = (one: number, other: number) => {
      const { selected, logits } = backtestOverfitting(
        [
          [one, one],
          [other, other],
        ],
        2,
      )!;
      return [selected, [...logits]];
    };
    const tie = [
      [0, 0],
      [0, 0],
    ];
    expect(equal(0, 0)).toEqual(tie);
    expect(equal(1e6, 1e6 - 1e-7)).toEqual(tie);
    expect(equal(1e-6, 1e-6 - 1e-19)).toEqual(tie);
    expect(equal(1e-6, 0.9e-6)[0]).toEqual([1, 1]);
  });
});

it("walk-forward: a truth that is there just in time trains", () => {
  const folds = walkForwardFolds([0, 10, 20], [10, 21, 30], { first: 1, size: 1 });
  expect(folds).toEqual([
    { train: [0], purged: [], test: [1] },
    { train: [0], purged: [1], test: [2] },
  ]);
});

it.each(vectors.walkForward)("walk-forward: $name", (given) => {
  const { timestamps, availableAt, first, size, embargo, splits } = given;
  expect(walkForwardFolds(timestamps, availableAt, { first, size, embargo })).toEqual(splits);
});

it("the expected best of many", () => {
  for (const { trials, value } of vectors.expectedMaximum) {
    expectRelative(expectedMaximum(trials), value);
  }
  expect(expectedMaximum(1)).toBe(0);
});

describe("gain paired by seed", () => {
  it("agrees with the vector", () => {
    const expected = vectors.gain;
    const gain = pairedGain(expected.honest, expected.attack)!;
    expectRelative(gain.meanGain, expected.meanGain);
    expectRelative(gain.standardError ?? NaN, expected.standardError);
    expectRelative(gain.interval?.[0], expected.interval95[0]);
    expectRelative(gain.interval?.[1], expected.interval95[1]);
    expectRelative(gain.pValue ?? NaN, expected.pValue);
    expect(gain.seedsWithGain).toBe(expected.seedsWithGain);
    expectRelative(gain.signTest, expected.signTest);
  });

  it("of doing nothing is exactly 0", () => {
    expect(pairedGain([0.1, 0.2, 0.3], [0.1, 0.2, 0.3])).toMatchObject({
      meanGain: 0,
      standardError: 0,
      interval: [0, 0],
      pValue: null,
      seedsWithGain: 0,
      signTest: 1,
    });
    // Gains 1 and 3: mean 2, variance 2, so sqrt(2 / 2).
    expect(pairedGain([0, 0], [1, 3])).toMatchObject({ meanGain: 2, standardError: 1 });
    expect(pairedGain([0.1], [0.3])).toMatchObject({ standardError: null, interval: null });
    expect(pairedGain([], [])).toBeNull();
  });
});

describe("circular blocks", () => {
  it("go round, whole but for the last", () => {
    const starts = [5, 2, 0];
    const [drawn] = circularBlocks(7, 3, 1, () => starts.shift() ?? 0);
    expect([...drawn!]).toEqual([5, 6, 0, 2, 3, 4, 0]);
    expect([...resampledMeans([0, 1, 2, 3, 4, 5, 6], [drawn!])]).toEqual([20 / 7]);
  });

  it("draw once a block", () => {
    const bounds: number[] = [];
    const drawn = circularBlocks(6, 2, 2, (bound) => bounds.push(bound));
    expect(bounds).toEqual([6, 6, 6, 6, 6, 6]);
    expect([...drawn[0]!]).toEqual([1, 2, 2, 3, 3, 4]);
  });

  it("are those of the vectors' shape", () => {
    const drawn = circularBlocks(60, block, 2, () => 59);
    expect([...drawn[1]!.slice(0, 5)]).toEqual([59, 0, 1, 2, 59]);
    expect([1, 8, 9, 60].map(blockLength)).toEqual([1, 2, 3, vectors.blockLength.cubeRoot]);
  });
});
