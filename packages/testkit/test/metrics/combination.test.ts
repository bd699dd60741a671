import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ascendingOrder, median, weightedMedian } from "../../src/numbers/order.js";
import { mean, sum } from "../../src/numbers/sum.js";
import { weightedMean } from "../../src/numbers/weighted-mean.js";

const values = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), {
  minLength: 1,
  maxLength: 40,
});
const finite = fc.double({ noNaN: true, min: -1e9, max: 1e9 });
const NONE = Number.NaN;

describe("sum", () => {
  // Hand calculation: the ones survive between terms that swallow them.
  it("keeps what plain addition loses", () => {
    expect(sum([1, 1e100, 1, -1e100])).toBe(2);
    expect(sum(Array.from({ length: 10 }, () => 0.1))).toBe(1);
    expect(sum([])).toBe(0);
  });

  it("stays infinite, not NaN, on overflow", () => {
    expect(sum([1e308, 1e308, 1])).toBe(Infinity);
  });

  it("is the mean of nothing: null", () => {
    expect(mean([])).toBeNull();
  });
});

describe("median", () => {
  it.each([
    [[3], 3],
    [[1, 10, 2], 2],
    [[10, 1, 2, 4], 3],
    [[-5, 100, 20, 3], 11.5],
  ])("of %j is %d", (list, expected) => {
    expect(median(list)).toBe(expected);
  });

  it("sorts numbers as numbers", () => {
    expect(median([10, 9, 1000])).toBe(10);
  });

  it("is null of nothing", () => {
    expect(median([])).toBeNull();
  });
});

describe("ascendingOrder", () => {
  it("is the stable order that the platform's sort gives", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 300 }), (list) => {
        const expected = list.map((_, i) => i).sort((a, b) => list[a]! - list[b]! || a - b);
        expect([...ascendingOrder(list)]).toEqual(expected);
      }),
    );
  });
});

describe("weightedMedian", () => {
  // Hand calculation from the definition.
  it.each([
    [[1, 2, 3], [1, 1, 5], 3],
    [[1, 2, 3], [0.3, 0.3, 0.4], 2],
    [[1, 2, 3, 4], [0.49, 0.01, 0.25, 0.25], 2.5],
    [[4, 1], [1, 1], 2.5],
    [[4, 1], [0, 1], 1],
    [[1, 2, 9], [0.1, 0.2, 0.3], 5.5],
  ])("of %j by %j is %d", (list, weights, expected) => {
    expect(weightedMedian(list, weights)).toBe(expected);
  });

  it("is null without weight", () => {
    expect(weightedMedian([1, 2], [0, 0])).toBeNull();
    expect(weightedMedian([1], [Number.NaN])).toBeNull();
  });

  it("is the median for equal weights, whatever their scale", () => {
    fc.assert(
      fc.property(values, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (list, weight) => {
        const weights = list.map(() => weight);
        expect(weightedMedian(list, weights)).toBe(median(list));
      }),
    );
  });

  it("is a zero without a sign, whichever zero is the median", () => {
    expect(weightedMedian([0, -0, 5e-324], [1, 1, 1])).toBe(0);
    expect(weightedMedian([5e-324, -0, 0], [1, 1, 1])).toBe(0);
    expect(weightedMedian([-0, -0], [1, 1])).toBe(0);
    expect(median([-0])).toBe(0);
  });

  it("does not depend on order", () => {
    const rows = fc.array(fc.tuple(finite, fc.integer({ min: 0, max: 5 })), { minLength: 1 });
    fc.assert(
      fc.property(rows, (list) => {
        const of = (pairs: typeof list) =>
          weightedMedian(
            pairs.map(([x]) => x),
            pairs.map(([, w]) => w),
          );
        expect(of([...list].reverse())).toBe(of(list));
      }),
    );
  });
});

describe("weightedMean", () => {
  it("is a hand-made example", () => {
    expect(weightedMean([10, 20, 40], [1, 2, 1])).toBe(22.5);
  });

  it("gives workers without a stored weight no influence", () => {
    expect(weightedMean([10, 20, 40], [1, NONE, 1])).toBe(25);
  });

  it("is null when nobody has weight", () => {
    expect(weightedMean([10, 20], [0, NONE])).toBeNull();
    expect(weightedMean([], [])).toBeNull();
  });

  it("lies between the least and the largest value, and scales with weights not at all", () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 9 }), (list, factor) => {
        const weights = list.map((_, i) => 1 + (i % 3));
        const result = weightedMean(list, weights) ?? NONE;
        const slack = 1e-9 * Math.max(...list.map(Math.abs));
        expect(result).toBeGreaterThanOrEqual(Math.min(...list) - slack);
        expect(result).toBeLessThanOrEqual(Math.max(...list) + slack);
        const scaled = weightedMean(
          list,
          weights.map((w) => w * factor),
        );
        expect(Math.abs((scaled ?? NONE) - result)).toBeLessThanOrEqual(slack + 1e-300);
      }),
    );
  });
});
