import { describe, expect, test } from "vitest";
import {
  grid,
  gridSize,
  latinHypercube,
  randomSets,
  type SweepParameter,
} from "../../../src/lab/sweep/space.js";

const ALPHA: SweepParameter = {
  name: "alpha",
  type: "f64",
  min: 0.01,
  max: 1,
  scale: "log",
  values: null,
};
const SHARE: SweepParameter = { ...ALPHA, name: "share", min: 0, scale: "linear" };
const COUNT: SweepParameter = { ...SHARE, name: "count", type: "i32", min: -1, max: 2 };
const FLAG: SweepParameter = { ...SHARE, name: "flag", type: "bool", values: [0, 1] };

describe("a grid", () => {
  test("is evenly spaced, by equal factors on a logarithmic scale, and has all combinations", () => {
    expect(grid([ALPHA], 3)).toEqual([[0.01], [0.1], [1]]);
    expect(grid([SHARE, FLAG], 3)).toEqual([
      ...[0, 0.5, 1].flatMap((share) => [0, 1].map((flag) => [share, flag])),
    ]);
    expect(gridSize([SHARE, FLAG, COUNT], 3)).toBe(3 * 2 * 3);
  });

  test("of whole numbers has each once where they are few", () => {
    expect(grid([COUNT], 9)).toEqual([[-1], [0], [1], [2]]);
  });

  test("of one step takes the middle", () => {
    expect(grid([ALPHA, SHARE], 1)).toEqual([[0.1, 0.5]]);
  });
});

test("a Latin hypercube has one value in each part of every range", () => {
  const sets = latinHypercube([ALPHA, SHARE], 50, 3);
  expect(sets).toHaveLength(50);
  const parts = (share: (set: readonly number[]) => number): number[] =>
    sets.map((set) => Math.floor(50 * share(set) + 1e-6)).sort((a, b) => a - b);
  const each = Array.from({ length: 50 }, (_, i) => i);
  expect(parts(([, share = NaN]) => share)).toEqual(each);
  expect(parts(([alpha = NaN]) => Math.log(alpha / 0.01) / Math.log(100))).toEqual(each);
});

test("draws stay in their ranges, are the same for the same seed, and come once each", () => {
  const sets = randomSets([ALPHA, COUNT, FLAG], 200, 5);
  expect(randomSets([ALPHA, COUNT, FLAG], 200, 5)).toEqual(sets);
  expect(randomSets([ALPHA, COUNT, FLAG], 200, 6)).not.toEqual(sets);
  for (const [alpha = NaN, count = NaN, flag = NaN] of sets) {
    expect(alpha).toBeGreaterThanOrEqual(0.01);
    expect(alpha).toBeLessThanOrEqual(1);
    expect([-1, 0, 1, 2]).toContain(count);
    expect([0, 1]).toContain(flag);
  }
  expect(randomSets([FLAG], 200, 5)).toHaveLength(2);
});
