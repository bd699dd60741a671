import { describe, expect, it } from "vitest";
import { summarizeHistory } from "../../src/history/summary.js";
import { unknownWorkers } from "../../src/history/warnings/unknown-workers.js";
import { topic } from "../replay/histories.js";

describe("summarizeHistory", () => {
  // Worked out by hand.
  it("counts, spans, and measures workers", () => {
    const history = topic(
      [
        [100, "a", 10],
        [100, "b", 13],
        [110, "a", 20],
        [140, "a", -1],
        [140, "c", 5],
        [140, "b", NaN],
      ],
      [
        [100, 12, 105],
        [110, 26, 130],
      ],
    );
    expect(summarizeHistory(history)).toEqual({
      topic: "7",
      inferences: 6,
      sets: 3,
      workers: [
        {
          worker: "a",
          inferences: 3,
          first: 100,
          last: 140,
          meanAbsoluteError: 4,
          relativeError: 8 / 6.5,
        },
        {
          worker: "b",
          inferences: 2,
          first: 100,
          last: 140,
          meanAbsoluteError: 1,
          relativeError: 1 / 0.5,
        },
        {
          worker: "c",
          inferences: 1,
          first: 140,
          last: 140,
          meanAbsoluteError: NaN,
          relativeError: NaN,
        },
      ],
      from: 100,
      to: 140,
      setSize: { least: 1, median: 2, most: 3 },
      gap: { least: 10, median: 20, most: 30 },
      value: { least: -1, median: 10, most: 20 },
      notStorable: 2,
      rounding: { inferences: 0, scale: 1 },
      truth: { rows: 2, missing: 1, lag: { least: 5, median: 12.5, most: 20 } },
    });
  });

  it("compares a worker with the mean on the sets that it answered", () => {
    // b answered the hard set only: its error is ten times that of a, and half the mean's there.
    const history = topic(
      [
        [100, "a", 11],
        [100, "c", 13],
        [110, "b", 30],
        [110, "c", 50],
      ],
      [
        [100, 10, 105],
        [110, 20, 115],
      ],
    );
    const [a, c, b] = summarizeHistory(history).workers;
    expect([a?.worker, a?.meanAbsoluteError, a?.relativeError]).toEqual(["a", 1, 1 / 2]);
    expect([b?.worker, b?.meanAbsoluteError, b?.relativeError]).toEqual(["b", 10, 10 / 20]);
    expect([c?.worker, c?.meanAbsoluteError, c?.relativeError]).toEqual(["c", 16.5, 33 / 22]);
  });

  it("finds the scale that keeps fractions", () => {
    const rounding = (...values: number[]) =>
      summarizeHistory(topic(values.map((value, i) => [i, "a", value] as const))).rounding;
    // 0.25 becomes 0 (or 0.3, 0.25 at 100); 1000.5 loses 0.05 % only.
    expect(rounding(0.25, 1000.5)).toEqual({ inferences: 1, scale: 100 });
    expect(rounding(0.123456)).toEqual({ inferences: 1, scale: 1e4 });
    expect(rounding(1e-20)).toEqual({ inferences: 1, scale: null });
  });

  it("compares with the mean of the finite answers, where that is wrong at all", () => {
    const history = topic(
      [
        [100, "a", 2],
        [100, "b", 6],
        [100, "c", NaN],
        [100, "d", Infinity],
        [200, "a", 5],
        [300, "b", 9],
      ],
      [
        [100, 1, 100],
        [200, 5, 200],
      ],
    );
    const errors = summarizeHistory(history).workers.map(
      ({ worker, meanAbsoluteError, relativeError }) => [worker, meanAbsoluteError, relativeError],
    );
    // The mean of the first set is 4, 3 off; that of the second is a itself, right.
    expect(errors).toEqual([
      ["a", 1 / 2, 1 / 3],
      ["b", 5, 5 / 3],
      ["c", NaN, NaN],
      ["d", NaN, NaN],
    ]);
    // The mean of 4 and 6 is right, so nobody is compared with it.
    const even = topic(
      [
        [100, "a", 4],
        [100, "b", 6],
      ],
      [[100, 5, 100]],
    );
    expect(summarizeHistory(even).workers[0]).toMatchObject({
      meanAbsoluteError: 1,
      relativeError: NaN,
    });
    const right = topic([[100, "a", 5]], [[100, 5, 100]]);
    expect(summarizeHistory(right).workers[0]).toMatchObject({
      meanAbsoluteError: 0,
      relativeError: NaN,
    });
  });

  it("looks at the rows that count, whatever lies behind them", () => {
    const { inferences, truth } = topic([
      [100, "a", 1.5],
      [200, "a", 2.5],
      [300, "a", NaN],
    ]);
    const short = { topic: "7", inferences: { ...inferences, length: 2 }, truth };
    expect(summarizeHistory(short)).toMatchObject({
      ...{ inferences: 2, sets: 2, from: 100, to: 200, notStorable: 0 },
      ...{ value: { least: 1.5, median: 2, most: 2.5 }, setSize: { least: 1, median: 1, most: 1 } },
      ...{ gap: { least: 100, median: 100, most: 100 } },
    });
    const rows = topic(
      [[100, "a", 1]],
      [
        [100, 1, 105],
        [200, 1, 207],
        [300, 1, 900],
      ],
    );
    const pair = topic(
      [
        [100, "a", 1],
        [100, "b", 3],
      ],
      [[100, 0, 100]],
    );
    const first = { ...pair, inferences: { ...pair.inferences, length: 1 } };
    expect(summarizeHistory(first).workers[0]?.relativeError).toBe(1);
    const cut = { ...rows, truth: { ...rows.truth, length: 2 } };
    expect(summarizeHistory(cut).truth).toEqual({
      rows: 2,
      missing: 0,
      lag: { least: 5, median: 6, most: 7 },
    });
  });

  it("has nothing to sum up of values that are none", () => {
    const summary = summarizeHistory(topic([[100, "a", NaN]]));
    expect(summary.value).toBeNull();
    expect(summary.notStorable).toBe(1);
    expect(summary.rounding).toEqual({ inferences: 0, scale: 1 });
  });

  it("takes one part in a thousand for no loss, up to a scale of 10^9", () => {
    const rounding = (...values: number[]) =>
      summarizeHistory(topic(values.map((value, i) => [i, "a", value] as const))).rounding;
    expect(rounding(0)).toEqual({ inferences: 0, scale: 1 });
    expect(rounding(-0.25, 0.25)).toEqual({ inferences: 2, scale: 100 });
    // 1000 / 1.001 rounds to 999, 1/999 off; 500.5 to 501, 0.5/500.5 = 0.0999 % off.
    expect(rounding(500.5)).toEqual({ inferences: 0, scale: 1 });
    expect(rounding(499.5)).toEqual({ inferences: 1, scale: 10 });
    expect(rounding(1e-9)).toEqual({ inferences: 1, scale: 1e9 });
    expect(rounding(1.5e-9)).toEqual({ inferences: 1, scale: null });
  });

  it("does without truth, and with one set", () => {
    expect(summarizeHistory(topic([[100, "a", 1]]))).toMatchObject({
      gap: null,
      truth: { rows: 0, missing: 1, lag: null },
    });
  });
});

describe("unknownWorkers", () => {
  it("warns once of workers that are not in the list", () => {
    const history = topic([
      [100, "a", 1],
      [100, "b", 1],
      [100, "c", 1],
    ]);
    expect(unknownWorkers([history], new Set(["a", "b", "c", "d"]), "workers.csv")).toEqual([]);
    const [warning] = unknownWorkers([history], new Set(["a"]), "workers.csv");
    expect([warning?.code, warning?.message]).toEqual([
      "WK334",
      "2 workers have inferences but no name in workers.csv: b, c",
    ]);
  });
});
