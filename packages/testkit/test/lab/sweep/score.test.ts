import { describe, expect, test } from "vitest";
import { scoreSweep, type LossTable } from "../../../src/lab/sweep/score.js";
import { vectors } from "../../metrics/statistics/vectors.js";

const OPTIONS = { training: 0.5, tests: 2, embargo: 0, seed: 1, notBefore: null };

/** Eight sets a minute apart, truths a second later. Until the fifth the first is better, then the second. */
const TABLE: LossTable = {
  timestamps: [0, 60, 120, 180, 240, 300, 360, 420],
  availableAt: [1, 61, 121, 181, 241, 301, 361, 421],
  equal: Float64Array.of(2, 2, 2, 2, 2, 2, 2, 2),
  losses: [Float64Array.of(1, 1, 1, 1, 3, 5, 3, 3), Float64Array.of(2, 2, 2, 2, 1, 1, 1, 1)],
};

describe("walk-forward", () => {
  test("each choice is the best of what was known, and is judged on what followed", () => {
    const { walkForward } = scoreSweep(TABLE, OPTIONS);
    // After four sets the first has mean 1; after six it has 12 / 6 = 2 and the second 10 / 6.
    expect(walkForward.steps).toEqual([
      { from: 4, sets: 2, trained: 4, chosen: 0, loss: 4, equalLoss: 2 },
      { from: 6, sets: 2, trained: 6, chosen: 1, loss: 1, equalLoss: 2 },
    ]);
    // (3 + 5 + 1 + 1) / (4 * 2)
    expect(walkForward.assessment?.skill).toBeCloseTo(1 - 10 / 8, 12);
  });

  test("a truth that comes after the test's first set does not train", () => {
    const late = { ...TABLE, availableAt: TABLE.timestamps };
    const availableAt = [1, 61, 121, 181, 1000, 1000, 361, 421];
    const { steps } = scoreSweep({ ...late, availableAt }, OPTIONS).walkForward;
    expect(steps.map(({ trained, chosen }) => [trained, chosen])).toEqual([
      [4, 0],
      [4, 0],
    ]);
  });

  test("an embargo and sets that dropped parameter sets already are left out", () => {
    const embargo = scoreSweep(TABLE, { ...OPTIONS, embargo: 1 }).walkForward.steps;
    expect(embargo.map(({ trained }) => trained)).toEqual([3, 5]);
    const dropped = scoreSweep(TABLE, { ...OPTIONS, notBefore: 299 }).walkForward.steps;
    expect(dropped.map(({ from, sets }) => [from, sets])).toEqual([
      [5, 2],
      [7, 1],
    ]);
  });

  test("the plain median is a baseline too", () => {
    const median = Float64Array.of(9, 9, 9, 9, 1, 1, 1, 1);
    const { againstMedian } = scoreSweep({ ...TABLE, median }, OPTIONS).walkForward;
    // The choices lose 3, 5, 1 and 1 in the tests, the median 1 in each.
    expect(againstMedian?.skill).toBeCloseTo(1 - 10 / 4, 12);
    expect(scoreSweep(TABLE, OPTIONS).walkForward.againstMedian).toBeNull();
  });

  test("sets of several topics at one time count as one", () => {
    const twice = <T>(values: ArrayLike<T>): T[] => Array.from(values).flatMap((one) => [one, one]);
    const series = (values: ArrayLike<number>) => Float64Array.from(twice(values));
    const table = {
      timestamps: twice(TABLE.timestamps),
      availableAt: twice(TABLE.availableAt),
      equal: series(TABLE.equal),
      losses: TABLE.losses.map(series),
    };
    const { walkForward } = scoreSweep(table, OPTIONS);
    expect(walkForward.steps.map(({ sets }) => sets)).toEqual([4, 4]);
    expect(walkForward.assessment).toEqual(scoreSweep(TABLE, OPTIONS).walkForward.assessment);
  });

  test("without any set there is nothing", () => {
    const none = new Float64Array();
    const empty = { timestamps: [], availableAt: [], equal: none, losses: [none, none] };
    const { walkForward, inSample } = scoreSweep(empty, OPTIONS);
    expect(walkForward).toEqual({ steps: [], assessment: null, againstMedian: null });
    expect(inSample).toMatchObject({ best: null, skill: null, luck: null });
  });
});

test("in sample: the smallest mean loss of all sets, of equals the first", () => {
  const { inSample } = scoreSweep(TABLE, OPTIONS);
  expect(inSample.meanLosses).toEqual([18 / 8, 12 / 8]);
  expect(inSample).toMatchObject({ best: 1, skill: 1 - 12 / 16 });
  const equals = scoreSweep({ ...TABLE, losses: [TABLE.equal, TABLE.equal] }, OPTIONS);
  expect(equals.inSample).toMatchObject({ best: 0, skill: 0, luck: 0 });
});

test("overfitting is that of the vectors", () => {
  const { losses, blocks, pbo } = vectors.pbo;
  expect(blocks).toBe(8);
  const series = (losses[0] ?? []).map((_, rule) =>
    Float64Array.from(losses, (row) => row[rule] ?? NaN),
  );
  const times = losses.map((_, t) => t);
  const table = { timestamps: times, availableAt: times, equal: series[0] ?? new Float64Array() };
  expect(scoreSweep({ ...table, losses: series }, OPTIONS).overfitting).toBe(pbo);
});

test("luck is what the best of equally good rules shows: more of them, more of it", () => {
  const sets = 64;
  const rules = (count: number): Float64Array[] =>
    Array.from({ length: count }, (_, rule) =>
      Float64Array.from({ length: sets }, (_, t) => 10 + Math.sin(1 + rule * 7.3 + t * t * 0.37)),
    );
  const luck = (count: number): number => {
    const times = Array.from({ length: sets }, (_, t) => t);
    const equal = new Float64Array(sets).fill(10);
    const table = { timestamps: times, availableAt: times, equal, losses: rules(count) };
    return scoreSweep(table, OPTIONS).inSample.luck ?? NaN;
  };
  expect(luck(1)).toBe(0);
  expect(luck(2)).toBeGreaterThan(0);
  expect(luck(30)).toBeGreaterThan(luck(2));
  // Standard deviation 0.7 a set: 0.0088 of the mean loss a rule; the best of 30 lies about two of them off.
  expect(luck(30)).toBeGreaterThan(0.008);
  expect(luck(30)).toBeLessThan(0.035);
});
