import { describe, expect, test } from "vitest";
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
  ...[loss, equal, median, failure = null, at = times, losses = [series(loss)]]: [
    ...losses: [Losses, Losses, Losses],
    failure?: string | null,
    at?: readonly number[],
    losses?: readonly Float64Array[],
  ]
) {
  const table = {
    ...{ timestamps: at, availableAt: at.map((time) => time + 1) },
    ...{ equal: series(equal), median: series(median), losses },
  };
  const parameter = { name: "alpha", type: "f64", min: 0, max: 1, scale: "linear", values: null };
  return sweepWords({
    plan: { parameters: [parameter], sets: losses.map(() => [0.5]) },
    sets: losses.map(() => ({ values: [0.5], failure, droppedAt: null })),
    score: scoreSweep(table, OPTIONS),
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

  test("names too few sets only where there are too few", () => {
    const none = new Float64Array(0);
    expect(wordsOf(none, none, none, null, []).headline).toBe(
      "Nothing could be tested: too few sets have both a truth and an inference.",
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

test("failures come before any number", () => {
  expect(wordsOf(8, 10, 9, "WK435 exited with 1").sentences[0]).toBe(
    "1 parameter set had failed rounds; the first failure: WK435 exited with 1",
  );
});
