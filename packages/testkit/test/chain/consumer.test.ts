import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  consume,
  parseTransformation,
  transformationText,
  type Transformation,
} from "../../src/chain/consumer.js";
import { at } from "../../src/numbers/column.js";

const columns = (...values: number[]): Float64Array => Float64Array.from(values);
const VALUES = columns(10, 20, 40);
const WEIGHTS = columns(0.5, 0.3, 0.2);

describe("a consumer", () => {
  // By hand: mean 5 + 6 + 8 = 19; the median is 10, where half of the weight is reached; of the two largest (50 + 60) / 8;
  // from 0.25 of the weight on the same two.
  it.each<[Transformation, number, number]>([
    [{ kind: "mean" }, 19, 3],
    [{ kind: "median" }, 10, 3],
    [{ kind: "top", count: 2 }, 13.75, 2],
    [{ kind: "top", count: 9 }, 19, 3],
    [{ kind: "threshold", share: 0.25 }, 13.75, 2],
  ])("gets of %j %d", (transformation, value, workers) => {
    const got = consume(VALUES, WEIGHTS, 1, transformation);
    expect(got?.value).toBeCloseTo(value, 12);
    expect(got).toMatchObject({ workers, coverage: 1 });
  });

  // The order of workers means nothing: by hand, with the largest weight between the others and values out of order.
  it.each<[Transformation, number, number]>([
    // Half of the weight is reached with 20 (0.2 + 0.5), not before.
    [{ kind: "median" }, 20, 3],
    [{ kind: "top", count: 1 }, 20, 1],
    // 20 and 40: (0.5 x 20 + 0.3 x 40) / 0.8.
    [{ kind: "top", count: 2 }, 27.5, 2],
    [{ kind: "threshold", share: 0.3 }, 27.5, 2],
    [{ kind: "threshold", share: 0.31 }, 20, 1],
  ])("gets of %j %d, whatever the order of workers", (transformation, value, workers) => {
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    for (const order of orders) {
      const values = Float64Array.from(order, (i) => at(columns(10, 20, 40), i));
      const weights = Float64Array.from(order, (i) => at(columns(0.2, 0.5, 0.3), i));
      const got = consume(values, weights, 1, transformation);
      expect(got?.value).toBeCloseTo(value, 12);
      expect(got?.workers).toBe(workers);
    }
  });

  it("takes the earlier of two equal weights, and weights in any unit", () => {
    const weights = columns(3e5, 3e5, 1e5);
    expect(consume(VALUES, weights, 7e5, { kind: "top", count: 1 })?.value).toBe(10);
    // Shares are 3/7, 3/7 and 1/7.
    const half = consume(VALUES, weights, 7e5, { kind: "threshold", share: 3 / 7 });
    expect(half).toMatchObject({ value: 15, workers: 2 });
    // 2/7 of share apart: at a temperature of 2 / (7 ln 2) weights are 2 : 2 : 1.
    const soft = { kind: "softmax", temperature: 2 / 7 / Math.LN2 } as const;
    expect(consume(VALUES, weights, 7e5, soft)?.value).toBeCloseTo((20 + 40 + 40) / 5, 12);
  });

  it("leaves out who has no weight, also where all others come to the same", () => {
    const weights = columns(1, 0, NaN);
    for (const kind of ["mean", "median"] as const) {
      expect(consume(VALUES, weights, 1, { kind })).toMatchObject({ value: 10, workers: 1 });
    }
    const soft = consume(VALUES, weights, 1, { kind: "softmax", temperature: 1 });
    expect(soft).toMatchObject({ value: 10, workers: 1 });
    const negative = consume(VALUES, columns(1, -1, 0), 1, { kind: "mean" });
    expect(negative).toMatchObject({ value: 10, workers: 1, coverage: 1 });
  });

  it("weights by e^(share / temperature) under softmax", () => {
    // Shares differ by 0.2 and 0.1, so at a temperature of 0.1 / ln 2 weights are 4 : 1 : 0.5 up to a factor.
    const got = consume(VALUES, WEIGHTS, 1, { kind: "softmax", temperature: 0.1 / Math.LN2 });
    expect(got?.value).toBeCloseTo((4 * 10 + 20 + 0.5 * 40) / 5.5, 12);
  });

  it("is less confident the more the trusted disagree, and the more of them are absent", () => {
    // Values 10 and 30 of equal weight: mean 20, spread 10; a quarter of all weight is not in the set.
    const got = consume(columns(10, 30), columns(3, 3), 8, { kind: "mean" });
    expect(got).toEqual({ value: 20, workers: 2, coverage: 0.75, spread: 10, confidence: 0.5 });
    const agreed = consume(columns(7, 7), columns(3, 1), 4, { kind: "mean" });
    expect(agreed?.confidence).toBe(1);
    // A spread around 0 leaves no confidence.
    expect(consume(columns(-1, 1), columns(1, 1), 2, { kind: "mean" })?.confidence).toBe(0);
  });

  it("gets nothing where no worker of the set has a weight that counts", () => {
    expect(consume(VALUES, columns(NaN, 0, NaN), 5, { kind: "mean" })).toBeNull();
    expect(consume(VALUES, WEIGHTS, 1, { kind: "threshold", share: 0.6 })).toBeNull();
  });

  it("counts a threshold's workers by their share, of weights in any unit", () => {
    // Shares 0.5, 0.3 and 0.2 of weights that sum to 200.
    const got = consume(VALUES, columns(100, 60, 40), 200, { kind: "threshold", share: 0.25 });
    expect(got).toMatchObject({ value: 13.75, workers: 2 });
  });

  it("is sure where all agree on 0, though a spread relative to 0 is not a number", () => {
    expect(consume(columns(0, 0), columns(1, 1), 2, { kind: "mean" })).toMatchObject({
      ...{ value: 0, spread: 0, confidence: 1 },
    });
  });

  it("softmax of weights far above the temperature stays finite", () => {
    // e^(0.9 / 0.001) is beyond a double; relative to the largest share it is 1, and the other e^-800, which counts as a worker.
    const got = consume(columns(1, 2), columns(0.9, 0.1), 1, {
      ...{ kind: "softmax", temperature: 0.001 },
    });
    expect(got).toMatchObject({ value: 1, workers: 1 });
    // A temperature of one worker's share: weights 1 and e^-2 of shares 0.75 and 0.25 at 0.25.
    const two = consume(columns(0, 1), columns(3, 1), 4, { kind: "softmax", temperature: 0.25 });
    expect(two?.value).toBeCloseTo(1 / (1 + Math.exp(2)), 12);
  });

  it("stays between the lowest and the highest inference", () => {
    const cell = fc.tuple(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-3, max: 1 }),
    );
    const how = fc.constantFrom("mean", "median", "top=2", "threshold=0.01", "softmax=0.3");
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 9 }), how, (cells, text) => {
        const values = Float64Array.from(cells, ([value]) => value);
        const weights = Float64Array.from(cells, ([, weight]) => weight);
        const transformation = parseTransformation(text);
        const got = transformation && consume(values, weights, 9, transformation);
        if (got === null) return;
        expect(got.value).toBeGreaterThanOrEqual(Math.min(...values) - 1e-6);
        expect(got.value).toBeLessThanOrEqual(Math.max(...values) + 1e-6);
        expect(got.confidence).toBeGreaterThanOrEqual(0);
        expect(got.confidence).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each<[string, Transformation]>([
    ["mean", { kind: "mean" }],
    ["median", { kind: "median" }],
    ["top=1", { kind: "top", count: 1 }],
    ["top=12", { kind: "top", count: 12 }],
    ["threshold=0", { kind: "threshold", share: 0 }],
    ["threshold=0.25", { kind: "threshold", share: 0.25 }],
    ["threshold=1", { kind: "threshold", share: 1 }],
    ["softmax=10.05", { kind: "softmax", temperature: 10.05 }],
    ["expression=1", { kind: "expression", text: "1", expression: { kind: "number", value: 1 } }],
  ])("reads %s, and writes it back", (text, transformation) => {
    expect(parseTransformation(text)).toEqual(transformation);
    expect(transformationText(transformation)).toBe(text);
  });

  it.each([
    "",
    "mean=1",
    "top",
    "top=0",
    "top=1.5",
    "threshold=2",
    "softmax=0",
    "mode",
    "median=2",
    "top=",
    "top=-1",
    "threshold=1.01",
    "threshold",
    "softmax",
    "xmean",
    "mean ",
    " mean",
    "top=1x",
    "top=1.",
    "softmax=.5",
    "top=a",
    "mode=1",
    "mode=0.5",
    "xtop=1",
    "toptop=1",
  ])("knows no transformation %j", (text) => {
    expect(parseTransformation(text)).toBeNull();
  });
});
