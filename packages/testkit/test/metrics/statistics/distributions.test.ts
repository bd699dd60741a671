import { describe, expect, it } from "vitest";
import {
  betaFraction,
  betaQuantile,
  regularizedBeta,
} from "../../../src/metrics/statistics/beta.js";
import { normalCdf, normalQuantile } from "../../../src/metrics/statistics/normal.js";
import {
  studentDensity,
  studentQuantile,
  studentTwoSided,
} from "../../../src/metrics/statistics/student-t.js";
import { solveIncreasing } from "../../../src/numbers/solve.js";
import { expectRelative } from "./vectors.js";

// Expected values: mpmath 1.4.1 with 30 digits (betainc, erfc, findroot), rounded to doubles.
describe("Student's t", () => {
  it.each([
    [0.975, 2, 4.302652729749462],
    [0.975, 5, 2.5705818356363146],
    [0.975, 25, 2.0595385527532972],
    [0.8, 5, 0.9195437802408262],
    [0.8, 2, 1.0606601717798216],
    [0.999999, 3, 103.29946777942897],
    [0.025, 9, -2.2621571627982053],
    [1e-12, 4, -1316.0727465592565],
    [0.6, 1, 0.32491969623290623],
    [0.95, 0.5, 41.136000092878206],
  ])("quantile %d with %d degrees", (p, degrees, expected) => {
    expectRelative(studentQuantile(p, degrees), expected, 2e-13);
  });

  it("quantiles in closed form, with 1 and 2 degrees", () => {
    for (const p of [0.001, 0.2, 0.4999, 0.6, 0.99]) {
      expectRelative(studentQuantile(p, 1), Math.tan(Math.PI * (p - 0.5)), 1e-12);
      const closed = (2 * p - 1) / Math.sqrt(2 * p * (1 - p));
      expectRelative(studentQuantile(p, 2), closed, 1e-12);
    }
    expect(studentQuantile(0.5, 7)).toBe(0);
  });

  it("quantiles turn the tail back", () => {
    for (const degrees of [2, 3, 8, 60, 1e5]) {
      for (const p of [0.51, 0.8, 0.975, 1 - 1e-9]) {
        expectRelative(studentTwoSided(studentQuantile(p, degrees), degrees), 2 * (1 - p), 1e-12);
      }
    }
  });

  it("density is the slope of the tail", () => {
    for (const t of [0.3, 1.7, 4]) {
      const slope = (studentTwoSided(t - 1e-5, 6) - studentTwoSided(t + 1e-5, 6)) / 4e-5;
      expectRelative(studentDensity(t, 6), slope, 1e-8);
    }
  });

  it("has a density at 0 in closed form", () => {
    expectRelative(studentDensity(0, 1), 1 / Math.PI, 4e-15);
    // Gamma(40.5) / Gamma(40) = sqrt(pi) binomial(80, 40) 40 / 4^40.
    let binomial = 1n;
    for (let k = 1n; k <= 40n; k += 1n) binomial = (binomial * (40n + k)) / k;
    expectRelative(studentDensity(0, 80), (Number(binomial) * 40) / 4 ** 40 / Math.sqrt(80), 4e-15);
  });

  it("has no tail without degrees, however far out", () => {
    for (const degrees of [0, -1, NaN]) expect(studentTwoSided(Infinity, degrees)).toBeNaN();
  });

  it("has no quantile outside", () => {
    expect([0, 1, -1, Number.NaN].map((p) => studentQuantile(p, 3))).toEqual(Array(4).fill(NaN));
    expect(studentQuantile(0.9, 0)).toBeNaN();
  });
});

describe("beta", () => {
  it.each([
    [0.5, 5, 1, 0.03125],
    [0.5, 120, 101, 0.1000461145141355],
    [0.01, 0.5, 3, 0.18625375],
    [0.99, 0.5, 3, 0.9999996863210445],
    [1e-8, 2, 0.5, 3.7500000125e-17],
  ])("I_%d(%d, %d)", (x, a, b, expected) => {
    expectRelative(regularizedBeta(x, a, b), expected, 1e-13);
  });

  it.each([
    [0.025, 3, 998, 0.0006190999316495713],
    [0.975, 4, 997, 0.008742023238478303],
    [0.5, 0.5, 0.5, 0.5],
    [0.025, 437, 64, 0.8416860057009945],
    [0.995, 438, 63, 0.9094992086150309],
    [1e-9, 2, 3, 1.2910055600322022e-5],
    [0.3, 0.05, 2, 1.3141323697989834e-11],
  ])("quantile %d of Beta(%d, %d)", (p, a, b, expected) => {
    expectRelative(betaQuantile(p, a, b), expected, 1e-12);
  });

  it("keeps its digits for large parameters: I_x(1, b) = 1 - (1 - x)^b", () => {
    const b = 1e7;
    expectRelative(regularizedBeta(1e-8, 1, b), -Math.expm1(b * Math.log1p(-1e-8)), 1e-12);
    expectRelative(betaQuantile(0.975, 1, 1e5), -Math.expm1(Math.log(0.025) / 1e5), 1e-11);
    expectRelative(regularizedBeta(0.5, 1e6, 1e6), 0.5, 1e-12);
  });

  it("keeps nearly all digits: I_x(16, 1) = x^16", () => {
    expectRelative(regularizedBeta(0.5, 16, 1), 2 ** -16, 1e-14);
  });

  it("has a fraction whose first denominator is 0: I_(1/2)(1, 3) = 7/8 = 3/16 times 14/3", () => {
    expectRelative(betaFraction(0.5, 1, 3), 14 / 3, 1e-14);
  });

  it("does not look for a parameter that is none", () => {
    for (const none of [-Infinity, NaN]) {
      expect(regularizedBeta(0.5, none, 1)).toBeNaN();
      expect(regularizedBeta(0.5, 1, none)).toBeNaN();
    }
  });

  it("is 0 and 1 at the ends, and nothing outside", () => {
    expect([regularizedBeta(0, 2, 3), regularizedBeta(1, 2, 3)]).toEqual([0, 1]);
    expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1]);
    expect([regularizedBeta(1.1, 2, 3), regularizedBeta(0.5, 0, 3)]).toEqual([NaN, NaN]);
    expect([betaQuantile(-0.1, 2, 3), betaQuantile(0.5, 2, -1)]).toEqual([NaN, NaN]);
  });
});

describe("normal", () => {
  it.each([
    [-20, 2.7536241186062337e-89],
    [-8, 6.220960574271784e-16],
    [-3, 0.0013498980316300946],
    [-2.5, 0.006209665325776135],
    [-2, 0.02275013194817921],
    [-1.999, 0.022804176932658883],
    [-1.5, 0.06680720126885807],
    [-0.1, 0.460172162722971],
    [0, 0.5],
    [0.3, 0.6179114221889527],
    [1.96, 0.9750021048517795],
    [2, 0.9772498680518208],
    [2.7, 0.9965330261969594],
    [6, 0.9999999990134123],
  ])("P(Z <= %d)", (x, expected) => {
    expectRelative(normalCdf(x), expected, 1e-13);
  });

  it("is the quantile's inverse", () => {
    for (const p of [1e-10, 0.01, 0.3, 0.5, 0.9]) {
      expectRelative(normalCdf(normalQuantile(p)), p, 1e-13);
    }
    expect(normalCdf(Number.NaN)).toBeNaN();
  });
});

it("finds a root from a start far away, and where the slope is 0", () => {
  expectRelative(
    solveIncreasing(
      (x) => x ** 3 - 8,
      (x) => 3 * x * x,
      -1000,
    ),
    2,
    1e-15,
  );
  expectRelative(
    solveIncreasing(
      (x) => x ** 3 - 8,
      (x) => 3 * x * x,
      0,
    ),
    2,
    1e-15,
  );
});
