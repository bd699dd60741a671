import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { finite } from "../support/properties.js";
import { loadRules, type Column, type Rules } from "../support/rules.js";

let rules: Rules;

beforeAll(async () => {
  rules = await loadRules();
});

const IGNORED = 0;
const COSTS = 1;
const AS_WORST = 2;
const AS_MEAN = 3;

describe("losses over a window, by hand", () => {
  const sets: Column[] = [
    [1, 2, null],
    [3, null, null],
    [null, 8, null],
  ];

  it.each<[string, number[], (number | null)[]]>([
    ["ignored: the mean over the sets one is in", [IGNORED, 0, 1, 1, 1, 0], [2, 5, null]],
    ["weights 4, 2, 1", [IGNORED, 0, 4, 2, 1, 0], [10 / 6, 16 / 5, null]],
    ["a set of weight 0 does not count", [COSTS, 9, 1, 0, 0, 0], [1, 2, 9]],
    ["costs 10", [COSTS, 10, 1, 1, 1, 0], [14 / 3, 20 / 3, 10]],
    ["as the worst, doubled", [AS_WORST, 2, 1, 1, 1, 0], [20 / 3, 16 / 3, 26 / 3]],
    ["as the mean", [AS_MEAN, 0, 1, 1, 1, 0], [4, 13 / 3, 12.5 / 3]],
    ["summed", [COSTS, 10, 1, 1, 1, 1], [14, 20, 30]],
    ["summed with weights", [IGNORED, 0, 4, 2, 1, 1], [10, 16, null]],
  ])("%s", (_, args, expected) => {
    const found = rules("lossWindow", [[], ...sets], ...args).column;
    found.forEach((loss, i) => {
      if (expected[i] === null) expect(loss).toBeNull();
      else expect(loss).toBeCloseTo(expected[i]!, 13);
    });
  });

  it("a set without losses does not count", () => {
    const found = rules("lossWindow", [[], [1, 2], [null, null], [1, 2]], COSTS, 50, 1, 1, 1, 0);
    expect(found.column).toEqual([1, 2]);
  });

  it("the largest doubles stay finite", () => {
    const most = Number.MAX_VALUE;
    for (const summed of [0, 1]) {
      const args = [AS_WORST, 3, 1e300, 1e-300, 1, summed];
      const found = rules("lossWindow", [[], [most, 0], [most, null], [0, most]], ...args).column;
      for (const loss of found) {
        expect(loss).toBeGreaterThanOrEqual(0);
        expect(loss).toBeLessThanOrEqual(most);
      }
    }
  });

  it.each([
    [COSTS, -1],
    [COSTS, NaN],
    [AS_WORST, -1],
  ])("policy %d with %d ends the run with a message", (policy, amount) => {
    expect(() => rules("lossWindow", [[], ...sets], policy, amount, 1, 1, 1, 0)).toThrow(/must/);
  });
});

describe("consensus, by hand", () => {
  const said = (rule: string, values: Column, weights: Column = [], ...args: number[]) =>
    rules(rule, [weights, values], ...args).value;

  it.each<[string, Column, Column, number[], number]>([
    ["consensusMedian", [5], [], [], 5],
    ["consensusMedian", [5, null, 1], [], [], 3],
    ["consensusMedian", [9, 1, 5], [], [], 5],
    ["consensusMedian", [0.9, 0.1, 0.2, 0.5], [], [], 0.35],
    ["trimmedMean", [1, 2, 3, 4, 100], [], [0.2], 3],
    ["trimmedMean", [1, 2, 3, 4, 100], [], [0.19], 22],
    ["trimmedMean", [1, 2, 3, 4, 100], [], [0.49], 3],
    ["weightedMean", [1, 2, 4], [1, 1, 2], [], 2.75],
    ["weightedMean", [1, 2, 4], [0, 0, 0], [], 7 / 3],
    ["weightedMean", [10, null, 20], [null, 1, 1], [], 20],
    ["weightedMedian", [1, 2, 4], [1, 1, 3], [], 4],
    ["weightedMedian", [1, 2, 4], [1, 1, 2], [], 3],
    ["weightedMedian", [1, 2, 3, 4], [2, 0, 0, 2], [], 2.5],
    ["weightedMedian", [7], [0], [], 7],
  ])("%s %j by %j %j", (rule, values, weights, args, expected) => {
    expect(said(rule, values, weights, ...args)).toBeCloseTo(expected, 14);
  });

  it.each(["consensusMedian", "trimmedMean", "weightedMean", "weightedMedian"])(
    "%s of nobody is NaN; of any, it lies among the values, in whatever order they come",
    (rule) => {
      expect(said(rule, [null, null], [], 0)).toBeNaN();
      fc.assert(
        fc.property(
          fc.array(fc.tuple(finite, fc.nat(3)), { minLength: 1, maxLength: 9 }),
          (pairs) => {
            const values = pairs.map(([value]) => value);
            const weights = pairs.map(([, weight]) => weight);
            const found = said(rule, values, weights, 0.25)!;
            expect(found).toBeGreaterThanOrEqual(
              Math.min(...values) * (1 - 1e-14 * Math.sign(Math.min(...values))),
            );
            expect(found).toBeLessThanOrEqual(
              Math.max(...values) * (1 + 1e-14 * Math.sign(Math.max(...values))),
            );
            // -0 and 0 are the same value.
            const turned = said(rule, [...values].reverse(), [...weights].reverse(), 0.25)!;
            expect(turned + 0).toBe(found + 0);
          },
        ),
      );
    },
  );
});
