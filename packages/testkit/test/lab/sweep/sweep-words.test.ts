import { describe, expect, test } from "vitest";
import { NO_ANSWERS } from "../../../src/lab/answers.js";
import type { AnsweredSets } from "../../../src/report/verdict-words.js";
import { scoreSweep } from "../../../src/lab/sweep/score.js";
import type { SweepResult } from "../../../src/lab/sweep/sweep.js";
import { sweepWords } from "../../../src/lab/sweep/sweep-words.js";

const SETS = 60;
const OPTIONS = { training: 0.5, tests: 2, embargo: 0, seed: 1, notBefore: null };
type Losses = number | Float64Array;
const times = Array.from({ length: SETS }, (_, t) => 60 * t);
/** About `middle`, with a little spread that differs from set to set. */
const series = (middle: Losses) =>
  typeof middle !== "number"
    ? middle
    : Float64Array.from(times, (_, t) => middle + 0.1 * Math.sin(7.3 * t * middle));

/** The words for a search of one parameter set whose losses, and those of the baselines, are about so much. */
function wordsOf(
  ...[
    loss,
    equal,
    median,
    failure = null,
    at = times,
    losses = [series(loss)],
    failedRounds = failure === null ? 0 : 3,
    answers = NO_ANSWERS,
  ]: [
    ...losses: [Losses, Losses, Losses],
    failure?: string | null,
    at?: readonly number[],
    losses?: readonly Float64Array[],
    failedRounds?: number,
    answers?: AnsweredSets,
  ]
) {
  const table = {
    ...{ timestamps: at, availableAt: at.map((time) => time + 1) },
    ...{ equal: series(equal), median: series(median), losses },
  };
  const score = scoreSweep(table, OPTIONS);
  const parameter = { name: "alpha", type: "f64", min: 0, max: 1, scale: "linear", values: null };
  return sweepWords({
    plan: { parameters: [parameter], sets: losses.map(() => [0.5]) },
    ...{ timestamps: at, answers },
    sets: losses.map(() => ({
      ...{ values: [0.5], rounds: 30, failedRounds, failure, droppedAt: null },
    })),
    score: losses.length > 1 ? { ...score, inSample: { ...score.inSample, best: null } } : score,
  } as unknown as SweepResult);
}

describe("the headline", () => {
  test("claims a gain against equal weights where the median is no better", () => {
    expect(wordsOf(8, 10, 9).headline).toMatch(
      /^Parameters chosen as truths came in would have lowered the error by 2\d\.\d% against equal weights, beyond chance \(30 sets in 2 tests\)\.$/,
    );
  });

  test("names the plain median where that is better still", () => {
    expect(wordsOf(8, 10, 6).headline).toMatch(
      /against equal weights, beyond chance, but raised it by 3\d\.\d% against the plain median \(which needs no weights\), beyond chance \(/,
    );
  });

  test("puts two defeats side by side", () => {
    expect(wordsOf(12, 10, 6).headline).toMatch(
      /raised the error by [\d.]+% against equal weights, beyond chance, and raised it by [\d.]+% against the plain median/,
    );
  });

  test("reports that parameters made no difference", () => {
    expect(wordsOf(10, 10, 10).headline).toBe(
      "Choosing parameters made no difference: the error is that of equal weights (30 sets in 2 tests).",
    );
  });

  test("takes what rounding leaves for no difference", () => {
    expect(wordsOf(10 - 1e-14, 10, 10).headline).toBe(
      "Choosing parameters made no difference: the error is that of equal weights (30 sets in 2 tests).",
    );
  });

  test("has no share of an error where equal weights make none", () => {
    const exact = new Float64Array(SETS);
    expect(wordsOf(exact, exact, exact).headline).toBe(
      "Choosing parameters made no difference: the error is that of equal weights (30 sets in 2 tests).",
    );
    expect(wordsOf(1, exact, exact).headline).toBe(
      "Parameters chosen as truths came in would have raised the error from 0, that of equal weights, beyond chance (30 sets in 2 tests).",
    );
  });

  test.each([
    [{}, "there are no inferences."],
    [{ total: 9, leftOut: 20 }, "the network accepted none of 20 answers. It cannot store"],
    [{ total: 9, inferences: 20, withoutTruth: 9 }, "none of 9 sets has a truth. Check that"],
    [{ total: 9, inferences: 20, withoutTruth: 2, warmUp: 7 }, "all 7 sets with a truth are in"],
    [{ total: 9, inferences: 20, unusable: 20 }, "none of 20 inferences is a value of the"],
    [{ total: 9, inferences: 20, withoutTruth: 1 }, "no set after warm-up has both a truth and"],
  ])("names why no set could be compared: %j", (answers, why) => {
    const none = new Float64Array(0);
    const all = { ...NO_ANSWERS, ...answers };
    const { headline } = wordsOf(none, none, none, null, [], [none], 0, all);
    expect(headline).toContain(`Nothing could be compared: ${why}`);
  });

  test("claims nothing where every round failed", () => {
    const failed = wordsOf(10, 10, 10, "WK440 Nothing answers", times, [series(10)], 30);
    expect(failed.headline).toBe(
      "Nothing could be compared: every round failed with all parameter sets, so there are no weights to judge.",
    );
    expect(failed.sentences[0]).toBe(
      "1 parameter set had only failed rounds, most often with WK440: Nothing answers. `weightkit explain WK440` prints what to do.",
    );
  });
});

test("hindsight names no best of parameter sets that are all alike", () => {
  const losses = [series(8), series(8), series(8)];
  expect(wordsOf(8, 10, 9, null, times, losses).sentences.slice(1)).toEqual([
    "All 3 parameter sets have the same mean loss: +20.0% against equal weights.",
  ]);
});

test("hindsight shows no gain where only rounding is left", () => {
  expect(wordsOf(10 - 1e-14, 10, 10).sentences).toEqual([
    "In hindsight alpha = 0.5 is best: 0.0% against equal weights on the sets that it was chosen on.",
  ]);
});

test("an interval that is too small to show has no sign before < 0.1%", () => {
  const nearly = series(10).map((loss, t) => loss * (1 + 1e-6 * Math.cos(t)));
  const [interval = ""] = wordsOf(nearly, 10, 10).sentences;
  expect(interval).toMatch(/^Out of sample: 95% interval > -0\.1% to < 0\.1%, p/);
});

test("failures come before any number", () => {
  expect(wordsOf(8, 10, 9, "WK435 exited with 1").sentences[0]).toBe(
    "1 parameter set had failed rounds, most often with WK435: exited with 1. `weightkit explain WK435` prints what to do.",
  );
});
