import { describe, expect, it } from "vitest";
import { linearPool, logPool } from "../../src/kinds/pools.js";
import {
  effectiveNumber,
  entropyNumber,
  gini,
  turnover,
} from "../../src/metrics/statistics/concentration.js";
import { dieboldMariano } from "../../src/metrics/statistics/diebold-mariano.js";
import { kendallTau } from "../../src/metrics/statistics/kendall.js";
import { normalQuantile } from "../../src/metrics/statistics/normal.js";
import { median, weightedMedian } from "../../src/numbers/order.js";
import { brierScore, logScoreOf } from "../../src/kinds/probability-scores.js";
import { Random } from "../../src/numbers/xoshiro.js";
import { midRanks, spearman } from "../../src/metrics/statistics/rank.js";
import { studentTwoSided } from "../../src/metrics/statistics/student-t.js";
import { mean } from "../../src/numbers/sum.js";
import { weightedMean } from "../../src/numbers/weighted-mean.js";
import { wilsonInterval } from "../../src/metrics/statistics/wilson.js";
import { skillScore } from "../../src/metrics/statistics/skill.js";
import { ended, set, started, summarize } from "./facts.js";
import { expectClose, readGolden } from "./golden/golden.js";

const golden = readGolden();

/** One worker whose inferences are the golden ones; each truth is known when the next set is made. */
const accuracy = () => {
  const { forecasts, truths } = golden.accuracy;
  const sets = forecasts.map((value, t) => set(t, [value], { truth: truths[t]! }));
  return summarize([started(), ...sets, ended()]);
};

describe(`against independent values (${golden.tools})`, () => {
  it("accuracy", () => {
    const { errors, reference, ...expected } = golden.accuracy;
    const { accuracy: measured, naive } = accuracy();
    expectClose(measured.equal?.mae, expected.mae);
    expectClose(measured.equal?.rmse, expected.rmse);
    expectClose(measured.equal?.bias, expected.bias);
    expectClose(naive?.loss, expected.naiveScale);
    const size = (values: readonly number[]) => mean(values.map(Math.abs));
    expectClose(skillScore(size(errors), size(reference)), expected.skill);
    expect(measured.equal?.direction).toMatchObject(golden.direction);
  });

  it("means and medians", () => {
    const { values, weights, ...expected } = golden.combination;
    expectClose(mean(values), expected.mean);
    expectClose(median(values), expected.median);
    expectClose(weightedMean(values, weights), expected.weightedMean);
    expectClose(weightedMedian(values, weights), expected.weightedMedian);
  });

  it.each(golden.normalQuantile)("normal quantile of %d", (p, expected) => {
    expectClose(normalQuantile(p), expected);
  });

  it.each(golden.studentTwoSided)("Student's t beyond %d with %d degrees", (t, degrees, tail) => {
    expectClose(studentTwoSided(t, degrees), tail);
  });

  it.each(golden.wilson)(
    "Wilson's interval of %d in %d at %d",
    (hits, trials, level, low, high) => {
      const interval = wilsonInterval(hits, trials, level);
      expectClose(interval[0], low);
      expectClose(interval[1], high);
    },
  );

  it("probabilities and pools", () => {
    const { distributions, outcomes, weights, ...expected } = golden.probability;
    const scores = distributions.map((one, set) => brierScore(one, outcomes[set]!));
    const logScores = distributions.map((one, set) => logScoreOf(one[outcomes[set]!]!));
    expectClose(mean(scores), expected.brier);
    expectClose(mean(logScores), expected.logScore);
    const log = logPool(distributions, weights);
    const linear = linearPool(distributions, weights);
    for (const [k, value] of expected.logPool.entries()) expectClose(log?.[k], value);
    for (const [k, value] of expected.linearPool.entries()) expectClose(linear?.[k], value);
  });

  it("concentration and turnover", () => {
    const { weights, after, ...expected } = golden.concentration;
    expectClose(effectiveNumber(weights), expected.effectiveNumber);
    expectClose(entropyNumber(weights), expected.entropyNumber);
    expectClose(gini(weights), expected.gini);
    expectClose(turnover(weights, after), expected.turnover);
  });

  it.each(golden.rank)("rank correlations, case %#", ({ x, y, ranks, ...expected }) => {
    expect([...midRanks(x)]).toEqual(ranks);
    expectClose(spearman(x, y), expected.spearman);
    expectClose(kendallTau(x, y), expected.kendall);
  });

  it.each(golden.dieboldMariano.tests)("Diebold-Mariano, case %#", (expected) => {
    const { losses, reference } = golden.dieboldMariano;
    const { horizon, kernel, lags } = expected;
    const test = dieboldMariano(losses, reference, { horizon, kernel, lags });
    expectClose(test?.statistic, expected.statistic);
    expectClose(test?.pValue, expected.pValue);
    expectClose(test?.meanDifference, expected.meanDifference);
  });

  it("random numbers", () => {
    const plain = Random.fromState([1, 2, 3, 4]);
    expect(golden.random.state.map(() => plain.next())).toEqual(golden.random.state);
    const seeded = new Random(42);
    expect(golden.random.seed42.map(() => seeded.next())).toEqual(golden.random.seed42);
  });
});
