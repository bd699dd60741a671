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
    // Each rule is the better one in its own half: whoever is chosen is the worse one outside.
    const halves = [
      [1, 1, 2, 2],
      [2, 2, 1, 1],
    ];
    expect(backtestOverfitting(halves, 2)).toMatchObject({ selected: [0, 1], probability: 1 });
  });
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

  it("are those of the vectors' shape", () => {
    const drawn = circularBlocks(60, block, 2, () => 59);
    expect([...drawn[1]!.slice(0, 5)]).toEqual([59, 0, 1, 2, 59]);
    expect([1, 8, 9, 60].map(blockLength)).toEqual([1, 2, 3, vectors.blockLength.cubeRoot]);
  });
});
