import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assessDifference, verdictKind } from "../../../src/metrics/statistics/assess.js";
import { horizonOf } from "../../../src/metrics/statistics/horizon.js";
import {
  effectiveSets,
  lagOneCorrelation,
  reliability,
  unbiasedLagOne,
} from "../../../src/metrics/statistics/reliability.js";
import { nearestRank } from "../../../src/numbers/nearest-rank.js";
import { expectRelative, lossesOf, vectors } from "./vectors.js";

/** Values that look irregular and are the same everywhere. */
const wobble = (n: number, by = 1) => Array.from({ length: n }, (_, t) => by * Math.sin(t * t + 1));

describe("reliability", () => {
  it("lag-1 correlation by hand", () => {
    // Mean 2: deviations -1, 1, -1, 1; products -1 three times over squares 4.
    expect(lagOneCorrelation([1, 3, 1, 3])).toBe(-0.75);
    expect(lagOneCorrelation([1, 2, 3, 4])).toBe(0.25);
    expect(lagOneCorrelation([5, 5, 5])).toBeNull();
    expect(lagOneCorrelation([5])).toBeNull();
  });

  it("lag-1 correlation without bias", () => {
    // By hand: mean 1/2, deviations -+1/2; 7 products of -1/4 over 8 squares of 1/4.
    const turns = [0, 1, 0, 1, 0, 1, 0, 1];
    expect(lagOneCorrelation(turns)).toBe(-7 / 8);
    expect(unbiasedLagOne(turns)).toBe((8 * (-7 / 8) + 1) / 4);
    expect(unbiasedLagOne(Array.from({ length: 100 }, (_, t) => t))).toBe(1);
    expect(unbiasedLagOne([1, 2, 1, 2])).toBeNull();
    // Mean 2/5: four products of -6/25 over squares 6/5 are -4/5; (5 (-4/5) + 1) / 1.
    expect(unbiasedLagOne([0, 1, 0, 1, 0])).toBeCloseTo(-3, 12);
    expect(unbiasedLagOne([1, 1, 1, 1, 1, 1])).toBeNull();
  });

  it("Kish's effective number by hand", () => {
    // (3 + 4)^2 / (9 + 16)
    expect(effectiveSets([3, -4, 0])).toBe(49 / 25);
    expect(effectiveSets([-2, 2, 2, -2])).toBe(4);
    expect(effectiveSets([0, 0])).toBe(0);
  });

  it("allows a correlation, and so many effective sets, of exactly the limit", () => {
    // Mean 0; products of neighbours are 13/24 of the squares, and (24 (13/24) + 1) / 20 = 0.7.
    const dependent = [
      ...[-1, -3, 0, 0, 2, 2, 2, 0, 1, -1, 0, -3, -2, 3, 3, 3, 1, 3, 0, -2, -3, -2, -2, -1],
    ];
    expect(lagOneCorrelation(dependent)).toBe(13 / 24);
    expect(unbiasedLagOne(dependent)).toBe(0.7);
    expect(reliability(dependent)).toEqual([]);
    // Ten sets with a difference of 40.
    const few = Array.from({ length: 40 }, (_, t) => (t % 4 === 0 ? (t % 8) - 2 : 0));
    expect(effectiveSets(few)).toBe(10);
    expect(reliability(few)).toEqual([]);
  });

  it("names each limit that is broken, with its number", () => {
    expect(reliability(wobble(20))).toEqual([]);
    expect(reliability(wobble(19))).toEqual([{ reason: "few sets", value: 19, limit: 20 }]);
    const trend = Array.from({ length: 30 }, (_, t) => t - 14.5);
    expect(reliability(trend)).toEqual([
      { reason: "dependent sets", value: unbiasedLagOne(trend), limit: 0.7 },
    ]);
    const few = Array.from({ length: 240 }, (_, t) => (t % 40 === 7 ? 1 : 0));
    expect(reliability(few)).toEqual([{ reason: "few effective sets", value: 6, limit: 10 }]);
  });
});

describe("the verdict", () => {
  it.each(vectors.ewc)("has the numbers of the vectors: $losses", (expected) => {
    const result = assessDifference(lossesOf(expected.losses), lossesOf(expected.reference));
    expectRelative(result.skill ?? NaN, expected.skill);
    if (!result.test.testable) throw new Error("untestable");
    expectRelative(result.test.pValue, expected.pValue);
    expectRelative(result.interval?.low, expected.interval95[0]);
    const excludes = expected.interval95[0] > 0 || expected.interval95[1] < 0;
    const significant = expected.pValue < 0.05;
    expect(result.kind).toBe(
      significant && excludes
        ? expected.skill > 0
          ? "better"
          : "worse"
        : significant || excludes
          ? "borderline"
          : "could be chance",
    );
    expect(result.mcNemar).toBeNull();
  });

  it("a clear difference, both ways", () => {
    const reference = wobble(60).map((value) => 10 + value);
    const less = wobble(60, 0.7).map((value, t) => reference[t]! - 2 + 0.3 * value);
    const result = assessDifference(less, reference);
    expect(result).toMatchObject({ kind: "better", beyondChance: true, reasons: [], sets: 60 });
    expect(result.meanDifference).toBeLessThan(-1.5);
    expect(assessDifference(reference, less)).toMatchObject({ kind: "worse", beyondChance: true });
  });

  it("is not relied on with few sets, and keeps its numbers", () => {
    const reference = wobble(15).map((value) => 10 + value);
    const less = wobble(15, 0.3).map((value, t) => reference[t]! - 2 + value);
    const result = assessDifference(less, reference);
    expect(result).toMatchObject({ kind: "better", beyondChance: false });
    expect(result.reasons.map(({ reason }) => reason)).toEqual(["few sets"]);
    expect(result.detectable).toBeGreaterThan(0);
  });

  it("constant differences are reported, and why they cannot be tested", () => {
    const reference = wobble(48).map((value) => 3 + value);
    const result = assessDifference(
      reference.map((loss) => loss - 1.5),
      reference,
    );
    expect(result).toMatchObject({
      kind: "untestable",
      beyondChance: false,
      interval: null,
      detectable: null,
      test: { testable: false, reason: "constant difference" },
    });
    expectRelative(-result.meanDifference!, 1.5, 1e-14);
    expect(assessDifference(reference, reference)).toMatchObject({
      kind: "untestable",
      skill: 0,
      test: { reason: "no difference" },
    });
  });

  it("a baseline that was never wrong still has a verdict", () => {
    const own = wobble(40).map((value) => Math.abs(value) + 1);
    const result = assessDifference(own, Array<number>(40).fill(0));
    expect(result).toMatchObject({
      kind: "worse",
      skill: null,
      interval: null,
      beyondChance: true,
    });
  });

  it("5 to 0 of 240 votes is not beyond chance", () => {
    const reference = Array.from({ length: 240 }, (_, t) =>
      t % 48 === 10 ? 1 : t % 3 === 0 ? 1 : 0,
    );
    const own = reference.map((miss, t) => (t % 48 === 10 ? 0 : miss));
    const result = assessDifference(own, reference, { zeroOne: true });
    expect(result.mcNemar).toMatchObject({ onlyFirstWrong: 0, onlySecondWrong: 5 });
    expectRelative(result.mcNemar?.pValue, 0.0625, 1e-13);
    expect(["borderline", "could be chance"]).toContain(result.kind);
    expect(result.beyondChance).toBe(false);
  });

  it("takes the rounding of large losses for no spread, and no more than that", () => {
    const reason = (own: readonly number[], other: readonly number[]) => {
      const { test } = assessDifference(own, other);
      return test.testable ? null : test.reason;
    };
    const own = [1_000_000.3, 2_000_000.7, 1_500_000.1, 900_000.9];
    const other = own.map((loss) => loss + 0.1);
    expect(new Set(own.map((loss, t) => loss - other[t]!)).size).toBeGreaterThan(1);
    expect(reason(own, other)).toBe("constant difference");
    expect(reason(other, own)).toBe("constant difference");
    // 3/4 of 1e-13 apart from their mean: rounding of the larger losses' unit, not of the smaller ones'.
    const half = [0.5, 0.5, 0.5, 0.5];
    expect(reason([1, 1, 1, 1 + 1e-13], half)).toBe("constant difference");
    expect(reason(half, [1, 1, 1, 1 + 1e-13])).toBe("constant difference");
    expect(reason([1, 1, 1, 1 + 4e-13], half)).toBeNull();
  });

  it("counts the votes that only the first missed, and only the second", () => {
    const first = [1, 1, 1, 0, 0, 1];
    const second = [0, 0, 1, 1, 0, 0];
    const { mcNemar } = assessDifference(first, second, { zeroOne: true });
    expect(mcNemar).toMatchObject({ onlyFirstWrong: 3, onlySecondWrong: 1 });
  });

  it("of a p of exactly 5 %, or an interval that ends at 0, rejects nothing", () => {
    const mcNemar = { onlyFirstWrong: 1, onlySecondWrong: 9, pValue: 0.05 };
    const sure = { low: 0.01, high: 0.2 };
    expect(verdictKind(tested, sure, mcNemar)).toBe("borderline");
    expect(verdictKind(tested, { low: 0, high: 0.2 }, null)).toBe("borderline");
    expect(verdictKind({ ...tested, mean: 1 }, { low: -0.2, high: 0 }, null)).toBe("borderline");
  });

  it("of votes needs both tests", () => {
    const test = { ...tested, pValue: 0.01 };
    const sure = { low: 0.01, high: 0.2 };
    const mcNemar = (pValue: number) => ({ onlyFirstWrong: 1, onlySecondWrong: 9, pValue });
    expect(verdictKind(test, sure, mcNemar(0.02))).toBe("better");
    expect(verdictKind(test, sure, mcNemar(0.06))).toBe("borderline");
    expect(verdictKind(test, { low: -0.01, high: 0.2 }, null)).toBe("borderline");
    expect(verdictKind({ ...test, pValue: 0.05 }, { low: -0.01, high: 0.2 }, mcNemar(0.06))).toBe(
      "could be chance",
    );
    expect(verdictKind({ ...test, mean: 1 }, { low: -0.2, high: -0.01 }, null)).toBe("worse");
  });

  it("does not hang on the unit of the losses", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { minLength: 0, maxLength: 60 }),
        fc.constantFrom(0.125, 4, 1024),
        (rows, by) => {
          const plain = assessDifference(
            rows.map(([a]) => a),
            rows.map(([, b]) => b),
          );
          const scaled = assessDifference(
            rows.map(([a]) => a * by),
            rows.map(([, b]) => b * by),
          );
          expect(scaled.kind).toBe(plain.kind);
          expect(scaled.skill).toBe(plain.skill);
          expect(scaled.reasons).toEqual(plain.reasons);
        },
      ),
    );
  });
});

const tested = {
  testable: true,
  sets: 50,
  mean: -1,
  longRunVariance: 1,
  standardError: 0.2,
  bandwidth: 5,
  statistic: -5,
  pValue: 0.01,
} as const;

describe("horizon", () => {
  it("is not decided by one late truth", () => {
    const lags = Array<number>(40).fill(950_400);
    expect(horizonOf(lags, 604_800)).toBe(2);
    expect(horizonOf([...lags.slice(1), 604_800 * 30], 604_800)).toBe(2);
    // Three of 40 are more than 5 %.
    expect(horizonOf([...lags.slice(3), ...Array<number>(3).fill(604_800 * 30)], 604_800)).toBe(30);
    expect(horizonOf([], 3600)).toBe(1);
    expect(horizonOf([0, 0], 3600)).toBe(1);
  });

  it("nearest ranks are values", () => {
    const twenty = Array.from({ length: 20 }, (_, i) => i + 1);
    expect([0, 0.05, 0.051, 0.5, 0.95, 0.951, 1].map((p) => nearestRank(twenty, p))).toEqual([
      1, 1, 2, 10, 19, 20, 20,
    ]);
    expect(nearestRank([], 0.5)).toBeNull();
  });
});
