import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { loadRules, relativeGap, type Column, type Rules } from "../support/rules.js";

interface Case {
  readonly rule: string;
  readonly weights: (number | null)[];
  readonly column: (number | null)[];
  readonly args: number[];
  readonly expected: (string | null)[];
}

/** Made by vectors.py with Python's decimal module. */
const cases = JSON.parse(readFileSync(new URL("vectors.json", import.meta.url), "utf8")) as Case[];

let rules: Rules;

beforeAll(async () => {
  rules = await loadRules();
});

describe("rules agree with 60-digit decimals", () => {
  it.each([...new Set(cases.map((one) => one.rule))])("%s", (rule) => {
    for (const { weights, column, args, expected } of cases.filter((one) => one.rule === rule)) {
      const found = rules(rule, [weights, column], ...args).column;
      const where = `${rule}(${JSON.stringify({ weights, column, args })}) = ${found.join()}`;
      found.forEach((weight, i) => {
        const wanted = expected[i] ?? null;
        if (wanted === null) expect(weight, where).toBeNull();
        else {
          const close = relativeGap(weight!, Number(wanted)) < 1e-13;
          expect(close || Math.abs(weight! - Number(wanted)) < 1e-16, where).toBe(true);
        }
      });
    }
  });
});

describe("by hand", () => {
  function weights(rule: string, given: Column, column: Column, ...args: number[]) {
    return rules(rule, [given, column], ...args).column;
  }

  it("hedge: a loss of ln 2 more, at rate 1, halves the weight against the other", () => {
    const [a, b] = weights("hedge", [0.5, 0.5], [0, Math.LN2], 1);
    expect(a).toBeCloseTo(2 / 3, 15);
    expect(b).toBeCloseTo(1 / 3, 15);
  });

  it("hedge: whoever was not scored keeps its weight", () => {
    expect(weights("hedge", [0.25, 0.25, 0.5], [1, 3, null], 2)[2]).toBe(0.5);
  });

  it("exponentiated gradient: who errs against the crowd gains", () => {
    // Truth 0: two answer 10, one answers -1; the combination is too high, so the last gains most.
    const [a, b, c] = weights("exponentiatedGradient", [1, 1, 1], [10, 10, -1], 0, 10, 0.5);
    expect(a).toBe(b);
    expect(c).toBeGreaterThan(a!);
  });

  it("exponentiated gradient: a monstrous answer counts as the widest error, no more", () => {
    const wide = weights("exponentiatedGradient", [1, 1, 1], [3, -2, 10], 0, 10, 0.5);
    expect(weights("exponentiatedGradient", [1, 1, 1], [3, -2, 1e300], 0, 10, 0.5)).toEqual(wide);
  });

  it("exponentiated gradient does not depend on the unit", () => {
    const small = weights("exponentiatedGradient", [1, 2, 3], [1, 4, 2], 2, 3, 0.5);
    const large = weights("exponentiatedGradient", [1, 2, 3], [1024, 4096, 2048], 2048, 3072, 0.5);
    expect(large).toEqual(small);
  });

  // The published NFT-appraisal function answers NaN to all but the last of these.
  it.each<[string, number[], number[]]>([
    ["one worker", [7], [1]],
    ["all agree", [7, 7, 7], [1 / 3, 1 / 3, 1 / 3]],
    ["an odd count", [1, 2, 4], [0, 1, 0]],
    ["an even count", [1, 3, 3, 5], [0.5 / 6, 2.5 / 6, 2.5 / 6, 0.5 / 6]],
    ["values closer than 1", [0.1, 0.2, 0.9], [0, 1, 0]],
  ])("median distance: %s", (_, values, expected) => {
    const distances = rules("fromMedian", [[], values]).column;
    // Distances of the even count are 4, 0, 0, 4; with a least variance of 0.8 the factors are 1/4 and 1/0.8, i.e. 0.2 and 1.
    const least = values.length === 4 ? 0.8 : 0;
    const found = weights(
      "medianDistance",
      values.map(() => 1),
      distances,
      least,
    );
    found.forEach((weight, i) => {
      expect(weight).toBeCloseTo(expected[i]!, 15);
    });
  });

  it("a floor holds and keeps the order", () => {
    const found = weights("floored", [0, 0.1, 0.9], [], 0.05);
    expect(found[0]).toBeCloseTo(0.05, 15);
    expect(found[1]).toBeCloseTo(0.05 + 0.85 * 0.1, 15);
    expect(found[2]).toBeCloseTo(0.05 + 0.85 * 0.9, 15);
  });

  it("newcomers share what a lone one would get", () => {
    expect(weights("newcomers", [1, null], [], 0.1)).toEqual([0.9, 0.1]);
    expect(weights("newcomers", [1, null, null], [], 0.1)).toEqual([0.9, 0.05, 0.05]);
    expect(weights("newcomers", [null, null], [], 0.1)).toEqual([0.5, 0.5]);
  });

  it("liveness: half of what is required costs half", () => {
    const [a, b] = weights("liveness", [0.5, 0.5], [1, 0.4], 0.8);
    expect(a).toBeCloseTo(2 / 3, 15);
    expect(b).toBeCloseTo(1 / 3, 15);
  });

  it("ema: alpha of the score and the rest of the weight", () => {
    expect(weights("ema", [0.5, 0.5, null, 0.2], [1, null, 1, 0], 0.25)).toEqual([
      0.625, 0.5, 0.25, 0.15000000000000002,
    ]);
  });

  it.each<[string, number[]]>([
    ["ema", [1.1]],
    ["hedge", [-1]],
    ["hedge", [NaN]],
    ["hedge", [Infinity]],
    ["bayes", [1.01]],
    ["exponentiatedGradient", [0, 1, -1]],
    ["exponentiatedGradient", [0, 0, 1]],
    ["inverseVariance", [-1]],
    ["medianDistance", [NaN]],
    ["followTheLeader", [2]],
    ["floored", [1.5]],
    ["spread", [-1]],
    ["capped", [0]],
    ["newcomers", [-0.1]],
    ["liveness", [0]],
  ])("%s(%j) ends the run with a message", (rule, args) => {
    expect(() => weights(rule, [1, 1], [1, 2], ...args)).toThrow(/must/);
  });
});
