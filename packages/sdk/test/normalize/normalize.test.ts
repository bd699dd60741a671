import { readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { compile } from "../support/compile.js";
import { amount, columns, finite, keys, orderOf, permuted, sumOf } from "../support/properties.js";
import { loadRules, relativeGap, type Rules } from "../support/rules.js";

interface Case {
  readonly rule: string;
  readonly values: number[];
  readonly args: number[];
  readonly expected: string[];
}

/** Made by vectors.py with Python's fractions and decimal modules. */
const cases = JSON.parse(readFileSync(new URL("vectors.json", import.meta.url), "utf8")) as Case[];

let rules: Rules;

beforeAll(async () => {
  rules = await loadRules();
});

function normalized(rule: string, values: (number | null)[], ...args: number[]) {
  return rules(rule, [[], values], ...args).column;
}

describe("normalizers agree with exact fractions", () => {
  it.each([...new Set(cases.map((one) => one.rule))])("%s", (rule) => {
    for (const { values, args, expected } of cases.filter((one) => one.rule === rule)) {
      normalized(rule, values, ...args).forEach((share, i) => {
        const wanted = Number(expected[i]);
        const where = `${rule}([${values.join()}], ${args.join()})[${i}] = ${share}, not ${wanted}`;
        expect(
          relativeGap(share!, wanted) < 2e-14 || Math.abs(share! - wanted) < 1e-16,
          where,
        ).toBe(true);
      });
    }
  });
});

describe("normalizeCapped", () => {
  // What is left for those below the cap is 1e-13 of all: found by the property below, with a sum that was off by 2.3e-12.
  it("shares out what is over in full, however small the others are", () => {
    const shares = normalized("normalizeCapped", [null, 5e-324, 5e-324, 5e-324, 1e-310], 0.3);
    expect(shares[0]).toBeNull();
    expect(shares[4]).toBe(0.3);
    for (const share of shares.slice(1, 4)) expect(share).toBeCloseTo(0.7 / 3, 15);
  });
});

/** All, with arguments; whether they sum to 1. */
const ALL: [rule: string, sums: boolean, ...args: number[]][] = [
  ["normalizeSum", true],
  ["normalizeMax", false],
  ["softmax", true, 1],
  ["softmax", true, 5e-324],
  ["softmaxOfLosses", true, 1e300],
  ["ranks", true],
  ["ranksOfLosses", true],
  ["sparsemax", true, 1],
  ["sparsemaxOfLosses", true, 1e-300],
  ["normalizeCapped", true, 0.3],
  ["normalizeCapped", true, 0.001],
  ["normalizeCapped", true, 1],
];

describe.each(ALL)("%s (sums to 1: %s, %d)", (rule, sums, ...args) => {
  it("gives numbers from 0 to 1 to those who have one, for any finite numbers", () => {
    fc.assert(
      fc.property(columns(finite, 1), ([values = []]) => {
        const shares = normalized(rule, values, ...args);
        expect(shares.map((share) => share !== null)).toEqual(values.map((v) => v !== null));
        for (const share of shares) {
          if (share === null) continue;
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1 + 1e-15);
        }
        if (sums && shares.some((share) => share !== null))
          expect(sumOf(shares)).toBeCloseTo(1, 14);
      }),
    );
  });

  it("gives a worker exactly the same wherever it stands", () => {
    fc.assert(
      fc.property(columns(finite, 1), keys, ([values = []], by) => {
        const order = orderOf(by, values.length);
        const moved = normalized(rule, permuted(values, order), ...args);
        expect(moved).toEqual(permuted(normalized(rule, values, ...args), order));
      }),
    );
  });

  it("never gives the better one less", () => {
    fc.assert(
      fc.property(columns(finite, 1), ([values = []]) => {
        const shares = normalized(rule, values, ...args);
        const better = rule.endsWith("OfLosses") ? -1 : 1;
        for (const [i, a] of values.entries()) {
          for (const [k, b] of values.entries()) {
            if (a === null || b === null || a * better <= b * better) continue;
            expect(shares[i]!).toBeGreaterThanOrEqual(shares[k]! * (1 - 1e-15));
          }
        }
      }),
    );
  });
});

describe("by hand", () => {
  it("a cap holds, to the last bit", () => {
    fc.assert(
      fc.property(
        columns(amount, 1),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        ([values = []], most) => {
          const shares = normalized("normalizeCapped", values, most);
          const count = shares.filter((share) => share !== null).length;
          for (const share of shares)
            expect(share ?? 0).toBeLessThanOrEqual(Math.max(most, 1 / count));
        },
      ),
    );
  });

  it.each<[losses: (number | null)[], expected: (number | null)[]]>([
    [
      [2, null, 4, 6],
      [0.5, null, 1, 1.5],
    ],
    [
      [1, 3],
      [0.5, 1.5],
    ],
    // Half lost nothing: relative to the mean, 2.
    [
      [0, 0, 6],
      [0, 0, 3],
    ],
    [
      [0, 0],
      [0, 0],
    ],
    [[7], [1]],
    [[null], [null]],
    [
      [5e-324, 5e-324, Number.MAX_VALUE],
      [1, 1, Number.MAX_VALUE],
    ],
  ])("losses %j relative to the median worker's", (losses, expected) => {
    expect(normalized("relative", losses)).toEqual(expected);
  });

  it("seed's losses: shares of loss, inverted", () => {
    // Losses 20 and 24: shares 20/44 and 24/44, inverted 24/44 and 20/44.
    const [a, b] = normalized("seed", [20, 24]);
    expect(a).toBeCloseTo(24 / 44, 15);
    expect(b).toBeCloseTo(20 / 44, 15);
  });

  it.each([
    ["softmax", [0]],
    ["softmax", [NaN]],
    ["softmax", [Infinity]],
    ["sparsemax", [-1]],
    ["normalizeCapped", [0]],
    ["normalizeCapped", [1.5]],
  ])("%s(%j) ends the run with a message", (rule, args) => {
    expect(() => normalized(rule, [1, 2], ...args)).toThrow(/must/);
  });

  it.each(["sum(losses)", "max(losses)", "capped(losses, 0.5)"])(
    "Normalize.%s, which would reward the worst, does not compile",
    async (call) => {
      const source = `import { Losses, Normalize, Workers } from "@weightkit/sdk";
const losses = new Losses(new Workers());
Normalize.${call};`;
      await expect(compile(source)).rejects.toThrow("reward the largest loss");
    },
  );
});
