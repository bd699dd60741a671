import { describe, expect, it, test } from "vitest";
import type { TruthColumns } from "../../src/history/history.js";
import { isAscending, reordered, timeOrder } from "../../src/history/time-order.js";
import { knownTruthRow, knownTruths, truthRow } from "../../src/history/truth-lookup.js";
import { typicalTruth } from "../../src/history/typical-truth.js";
import { Random } from "../../src/numbers/random.js";

describe("rows in order of time", () => {
  it.each([
    [[], true],
    [[5], true],
    [[1, 1, 2], true],
    [[2, 1], false],
    [[1, 2, 1], false],
    [[0, -1], false],
  ])("%j are so: %s", (times, ascending) => {
    expect(isAscending(Float64Array.from(times))).toBe(ascending);
  });

  it("are put so as they came where times are the same", () => {
    const random = new Random(12);
    for (let length = 0; length <= 70; length += 1) {
      const times = Float64Array.from({ length }, () => random.below(9) - 4);
      const expected = Array.from(times.keys()).sort(
        (a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b,
      );
      expect([...timeOrder(times)]).toEqual(expected);
    }
  });

  it("are copied in memory that threads can share", () => {
    const order = Uint32Array.of(2, 0, 1);
    const doubles = reordered(Float64Array.of(0.5, 1.5, 2.5), order);
    const whole = reordered(Uint32Array.of(5, 6, 7), order);
    expect(doubles).toEqual(Float64Array.of(2.5, 0.5, 1.5));
    expect(whole).toEqual(Uint32Array.of(7, 5, 6));
    expect(doubles.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(whole.buffer).toBeInstanceOf(SharedArrayBuffer);
  });
});

describe("the truth of a time", () => {
  // The fourth row lies behind those that count.
  const truth: TruthColumns = {
    length: 3,
    timestamps: Float64Array.of(100, 200, 300, 400),
    values: Float64Array.of(1, 2.5, 3, 4),
    texts: null,
    availableAt: Float64Array.of(100, 250, 1000, 400),
  };

  it("is its row, if there is one", () => {
    expect([100, 200, 300].map((time) => truthRow(truth, time))).toEqual([0, 1, 2]);
    expect([0, 150, 301, 400, 500].map((time) => truthRow(truth, time))).toEqual([
      -1, -1, -1, -1, -1,
    ]);
  });

  it("is known from when it is available on", () => {
    expect(knownTruthRow(truth, 100, 99)).toBe(-1);
    expect(knownTruthRow(truth, 100, 100)).toBe(0);
    expect(knownTruthRow(truth, 200, 249)).toBe(-1);
    expect(knownTruthRow(truth, 200, 250)).toBe(1);
    expect(knownTruthRow(truth, 150, 2000)).toBe(-1);
  });

  it("is given as text", () => {
    const sets = [100, 150, 200, 300].map((timestamp) => ({ timestamp })) as unknown as Parameters<
      typeof knownTruths
    >[1];
    expect(knownTruths(truth, sets, 250)).toEqual([
      { timestamp: 100, value: "1" },
      { timestamp: 200, value: "2.5" },
    ]);
    expect(knownTruths({ ...truth, texts: ["a", "b", "c", "d"] }, sets, 100)).toEqual([
      { timestamp: 100, value: "a" },
    ]);
  });
});

test.each([
  [[3, -1, 2], 2],
  [[-4], 4],
  [[1, 2, -3, 4], 2.5],
  [[0, 1, 3], 1],
  [[NaN, Infinity, 5, -7, 6], 6],
  // Where more than half are 0, those that are not.
  [[0, 0, 0, -4, 2], 3],
  [[0, 0], null],
  [[NaN], null],
  [[], null],
])("typical of the truths %j is %j", (values, typical) => {
  const padded = Float64Array.from([...values, 1e9, 1e9, 1e9, 1e9, 1e9, 1e9, 1e9]);
  expect(typicalTruth({ values: padded, length: values.length })).toBe(typical);
});
