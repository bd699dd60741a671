import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minimumDetectable } from "../../../src/metrics/statistics/detectable.js";
import { ewc, ewcBandwidth, type EwcTest } from "../../../src/metrics/statistics/ewc.js";
import { skillInterval } from "../../../src/metrics/statistics/skill-interval.js";
import { expectRelative, lossesOf, vectors } from "./vectors.js";

function tested(differences: readonly number[], magnitude?: number): EwcTest {
  const test = ewc(differences, magnitude);
  if (!test.testable) throw new Error(test.reason);
  return test;
}

describe("against the vectors", () => {
  it.each(vectors.ewc)("$losses against $reference", (expected) => {
    const [own, other] = [lossesOf(expected.losses), lossesOf(expected.reference)];
    const test = tested(own.map((loss, t) => loss - other[t]!));
    expect(test.bandwidth).toBe(expected.cosines);
    expectRelative(test.longRunVariance, expected.longRunVariance);
    expectRelative(test.statistic, expected.statistic);
    expectRelative(test.pValue, expected.pValue);
    const interval = skillInterval(own, other);
    expectRelative(interval?.skill, expected.skill);
    expectRelative(interval?.low, expected.interval95[0]);
    expectRelative(interval?.high, expected.interval95[1]);
  });
});

it("the bandwidth, whole cubes included", () => {
  expect([3, 11, 20, 50, 88, 100, 500].map(ewcBandwidth)).toEqual([2, 2, 2, 5, 7, 8, 25]);
  // n = 125: 0.4 * 25 = 10 exactly; n = 1000: 40; n = 8000: 160.
  expect([125, 1000, 8000].map(ewcBandwidth)).toEqual([10, 40, 160]);
});

describe("the test", () => {
  it("does not hang on unit, sign or direction of time", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 40 }),
        fc.constantFrom(0.25, 2, 1024),
        (values, by) => {
          const plain = ewc(values);
          if (!plain.testable) return;
          const scaled = tested(values.map((value) => value * by));
          expect(scaled.statistic).toBe(plain.statistic);
          expect(scaled.longRunVariance).toBe(plain.longRunVariance * by * by);
          // 0 - 0 is 0, where -0 would be another number to toBe: a mean of 0 has no sign.
          expect(tested(values.map((value) => -value)).statistic).toBe(0 - plain.statistic);
          const back = tested([...values].reverse());
          expect(Math.abs(back.statistic - plain.statistic)).toBeLessThan(
            1e-9 * (1 + Math.abs(plain.statistic)),
          );
        },
      ),
      { examples: [[[1, 0, -1], 2]] },
    );
  });

  it("reports why there is none", () => {
    const reason = (values: readonly number[], magnitude?: number) => {
      const test = ewc(values, magnitude);
      return test.testable ? null : [test.reason, test.mean];
    };
    expect(reason([])).toEqual(["too few sets", null]);
    expect(reason([1, 2])).toEqual(["too few sets", 1.5]);
    expect(reason([0, 0, 0, 0])).toEqual(["no difference", 0]);
    expect(reason(Array<number>(30).fill(-1.5))).toEqual(["constant difference", -1.5]);
    expect(reason([1, Number.NaN, 2])).toEqual(["not finite", null]);
    expect(reason([1, 1e200, 2])?.[0]).toBe("not finite");
    expect(reason([1, 2, 1])).toBeNull();
    // Their squares are finite, the sum of these is not.
    expect(reason([1e154, -1e154, 1e154])?.[0]).toBe("not finite");
    // A spread of 1 is all that rounding of numbers near 1e13 may be.
    expect(reason([0, 1, 2], 1e13)).toEqual(["constant difference", 1]);
    expect(reason([0, 1, 2], 0.9e13)).toBeNull();
  });

  it("takes the rounding of a subtraction for no spread", () => {
    // 0.1 apart throughout, but for the last digits of doubles near a million.
    const differences = [1_000_000.3, 2_000_000.7, 1_500_000.1, 900_000.9].map(
      (loss) => loss + 0.1 - loss,
    );
    expect(new Set(differences).size).toBeGreaterThan(1);
    expect(ewc(differences, 2_000_000)).toMatchObject({ reason: "constant difference" });
    expect(ewc([1e-12, -1e-12, 2e-12], 1000)).toMatchObject({ reason: "no difference" });
  });
});

describe("the interval", () => {
  it("is null without a reference loss, and has no width where losses are in proportion", () => {
    expect(skillInterval([1, 2, 3], [0, 0, 0])).toBeNull();
    expect(skillInterval([1, 2], [2, 3])).toBeNull();
    expect(skillInterval([1, Number.POSITIVE_INFINITY, 3], [2, 3, 4])).toBeNull();
    expect(skillInterval([1, 2, 4, 8], [2, 4, 8, 16])).toMatchObject({
      skill: 0.5,
      low: 0.5,
      high: 0.5,
    });
  });

  it("of three sets by hand, and none where its width is not finite", () => {
    // Ratio 1, residuals -1, 0, 1: cosines of -sqrt(3) and 0 times sqrt(2/3), so V = 1; t of 2 degrees.
    const interval = skillInterval([1, 2, 3], [2, 2, 2]);
    expect(interval?.skill).toBe(0);
    expectRelative(interval?.standardError, 1 / (2 * Math.sqrt(3)));
    expectRelative(interval?.high, 4.302652729749462 / (2 * Math.sqrt(3)));
    expect(skillInterval([1e200, 1, 1e200], [1e200, 1e200, 1])).toBeNull();
  });

  it("is wider with more confidence, around the same skill", () => {
    const [own, other] = [lossesOf("a"), lossesOf("equal")];
    const [usual, wide] = [skillInterval(own, other), skillInterval(own, other, 0.99)];
    expect(wide?.skill).toBe(usual?.skill);
    expect(wide!.low).toBeLessThan(usual!.low);
    expect(wide!.high).toBeGreaterThan(usual!.high);
  });
});

it("the smallest difference that 80 % power would find", () => {
  // B = 5: (2.5705818356363146 + 0.9195437802408262) * 0.2 / 4, quantiles from mpmath.
  expectRelative(
    minimumDetectable({ standardError: 0.2, bandwidth: 5 }, 4) ?? Number.NaN,
    0.17450628079385704,
    1e-12,
  );
  expect(minimumDetectable({ standardError: 0.2, bandwidth: 5 }, 0)).toBeNull();
});
