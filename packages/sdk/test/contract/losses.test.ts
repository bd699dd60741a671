// What every loss promises. A new one goes into the table, or the first test fails.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { finite } from "../support/properties.js";
import { loadRules, type Rules } from "../support/rules.js";

interface Point {
  /** The arguments after the truth, each in the inferences' unit when `inUnit`. */
  readonly args: number[];
  readonly inUnit: boolean;
  /** Inferences and truth times k give the loss times k to this power. */
  readonly degree: number;
  /** Whether the loss never falls as the inference moves away from the truth, to either side. */
  readonly monotone: boolean;
}

const point = (degree: number, args: number[] = [], inUnit = false, monotone = true): Point => ({
  ...{ degree, args, inUnit, monotone },
});

/** Losses of a number against a number, with several arguments each. */
const POINT: [name: string, Point][] = [
  ["absolute", point(1)],
  ["squared", point(2)],
  ["logCosh", point(0, [60], true)],
  ["logCosh", point(0, [1e-300], true)],
  ["huber", point(2, [60], true)],
  ["huber", point(2, [1e300], true)],
  ["pinball", point(1, [0.1])],
  ["pinball", point(1, [0.999])],
  ["absolutePercentage", point(0, [1e-300], true)],
  ["symmetricPercentage", point(0, [], false, false)],
  ["scaled", point(1, [0])],
  ["scaled", point(0, [5e-3], true)],
  ["gaussian", point(0, [1e-200], true)],
  ["zeroOne", point(0)],
];

/** Losses of what is not a number on a line: args after the truth, the best inference for a truth of 1, and what it loses. */
const OTHER: [name: string, args: number[], best: number, least: number][] = [
  ["brier", [], 1, 0],
  ["log", [0.01], 1, -Math.log(0.99)],
  // Two classes in base 1001: all on class 1 is 0 * 1001 + 1000.
  ["rankedProbability", [2, 1001], 1000, 0],
  ["categoricalBrier", [2, 1001], 1000, 0],
  ["categoricalLog", [2, 1001, 0.01], 1000, Math.log(1.01)],
  // From 1 to 1, and three quantiles at 1.
  ["interval", [0.8, 1000, 1, 0], 1001, 0],
  ["quantiles", [3, 1000, 1, 0], 1_001_001, 0],
];

let rules: Rules;
beforeAll(async () => {
  rules = await loadRules();
});

const losses = (rule: string, inferences: (number | null)[], ...args: number[]) =>
  rules(rule, [[], inferences], ...args).column;

it("names every loss", () => {
  const source = readFileSync(new URL("../../assembly/loss.ts", import.meta.url), "utf8");
  const all = Array.from(source.matchAll(/^ {2}export function (\w+)/gm), ([, name]) => name);
  // `by` takes an author's own, `fromMedian` has no truth: see its own tests.
  const named = [...POINT, ...OTHER].map(([name]) => name);
  expect([...new Set([...named, "by", "fromMedian"])].sort()).toEqual(all.sort());
});

describe("LossOf, the same losses for one inference", () => {
  const ofOne = (rule: string, inference: number, ...args: number[]) =>
    rules(`of${rule.charAt(0).toUpperCase()}${rule.slice(1)}`, [[0]], inference, ...args).value;

  it("names every loss that has a truth", () => {
    const source = readFileSync(new URL("../../assembly/loss-of.ts", import.meta.url), "utf8");
    const all = Array.from(source.matchAll(/^ {2}export function (\w+)/gm), ([, name]) => name);
    const named = [...POINT, ...OTHER].map(([name]) => name);
    expect(all.sort()).toEqual([...new Set(named)].sort());
  });

  it.each(POINT)("%s %j gives what Loss gives, for any finite numbers", (rule, { args }) => {
    fc.assert(
      fc.property(finite, finite, (value, truth) => {
        expect([ofOne(rule, value, truth, ...args)]).toEqual(losses(rule, [value], truth, ...args));
      }),
    );
  });

  it.each(OTHER)("%s %j gives what Loss gives", (rule, args, best) => {
    const values = rule === "brier" || rule === "log" ? [0, 0.3, 1] : [0, 1, best - 1, best];
    for (const value of values) {
      expect([ofOne(rule, value, 1, ...args)]).toEqual(losses(rule, [value], 1, ...args));
    }
  });

  it.each([
    ["huber", [0]],
    ["pinball", [1]],
    ["scaled", [NaN]],
    ["log", [0.5]],
    ["categoricalLog", [2, 1001, 0.5]],
    ["interval", [1, 1000, 1, 0]],
  ])("%s refuses the parameter that Loss refuses: %j", (rule, args) => {
    expect(() => ofOne(rule, 1, 1, ...args)).toThrow(/^(L|l)oss/);
    expect(() => losses(rule, [1], 1, ...args)).toThrow(/^(L|l)oss/);
  });
});

describe.each(POINT)("%s %j", (rule, { args, inUnit, degree }) => {
  it("is finite, at least 0, and 0 at the truth, for any finite numbers", () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 8 }), finite, (values, truth) => {
        const found = losses(rule, [...values, truth], truth, ...args);
        for (const loss of found) {
          expect(loss).toBeGreaterThanOrEqual(0);
          expect(loss).toBeLessThanOrEqual(Number.MAX_VALUE);
        }
        expect(found.at(-1)).toBe(0);
      }),
    );
  });

  it(`scales by the power ${degree} of the unit`, () => {
    const usual = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((whole) => whole / 1000);
    fc.assert(
      fc.property(usual, usual, fc.integer({ min: -8, max: 8 }), (value, truth, exponent) => {
        const k = 2 ** exponent;
        const [loss = NaN] = losses(rule, [value], truth, ...args);
        const scaled = args.map((one) => (inUnit ? one * k : one));
        // A power of two: exact.
        expect(losses(rule, [value * k], truth * k, ...scaled)).toEqual([
          (loss ?? NaN) * k ** degree,
        ]);
      }),
    );
  });

  it("rates each inference alone, whoever else answers", () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 2, maxLength: 6 }), finite, (values, truth) => {
        const together = losses(rule, values, truth, ...args);
        values.forEach((value, i) => {
          expect(losses(rule, [value], truth, ...args)).toEqual([together[i]]);
        });
      }),
    );
  });
});

it.each(POINT.filter(([, { monotone }]) => monotone))(
  "%s %j grows with the distance from the truth, to either side",
  (rule, { args }) => {
    fc.assert(
      fc.property(finite, finite, finite, (truth, a, b) => {
        const above = [Math.max(a, truth), Math.max(b, truth)].sort((p, q) => p - q);
        const below = [Math.min(a, truth), Math.min(b, truth)].sort((p, q) => q - p);
        for (const pair of [above, below]) {
          const [near, far] = losses(rule, pair, truth, ...args);
          // Log-cosh changes formula at 1: a last digit may go back.
          expect(far).toBeGreaterThanOrEqual(near! * (1 - 1e-15));
        }
      }),
    );
  },
);

describe.each(OTHER)("%s %j", (rule, args, best, least) => {
  it("is least for the perfect inference, and finite and at least 0 for any number", () => {
    expect(losses(rule, [best], 1, ...args)[0]).toBeCloseTo(least, 14);
    fc.assert(
      fc.property(fc.oneof(finite, fc.nat(2_000_000)), (value) => {
        const [loss] = losses(rule, [value], 1, ...args);
        expect(loss).toBeGreaterThanOrEqual(least - 1e-14);
        expect(loss).toBeLessThanOrEqual(Number.MAX_VALUE);
      }),
    );
  });
});

it.each([...POINT.map(([name]) => name), ...OTHER.map(([name]) => name), "fromMedian"])(
  "%s of nobody is nothing",
  (rule) => {
    const args = [...POINT.map(([name, { args }]) => [name, args] as const), ...OTHER].find(
      ([name]) => name === rule,
    )?.[1];
    expect(losses(rule, [null, null], 1, ...(args ?? []))).toEqual([null, null]);
  },
);
