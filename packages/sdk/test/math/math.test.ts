import { readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { finite } from "../support/properties.js";
import { loadRules, type Rules } from "../support/rules.js";

/** Pairs of argument and value, made by vectors.py with Python's decimal module. */
const vectors = JSON.parse(
  readFileSync(new URL("vectors.json", import.meta.url), "utf8"),
) as Record<"exp" | "log", [number, number][]>;

/** The double's place among all doubles of its sign. */
function bitsOf(value: number): bigint {
  return new BigInt64Array(new Float64Array([value]).buffer)[0]!;
}

let rules: Rules;

beforeAll(async () => {
  rules = await loadRules();
});

describe("UnitSum", () => {
  const sum = (values: number[]) => rules("unitSum", [[], values]).value!;
  const unit = fc.double({ min: -1, max: 1, noNaN: true });

  it("is the exact sum, rounded, of numbers of up to 80 binary digits", () => {
    const grid = fc.bigInt({ min: -(2n ** 52n), max: 2n ** 52n });
    fc.assert(
      fc.property(fc.array(grid, { minLength: 1, maxLength: 50 }), (numbers) => {
        const exact = numbers.reduce((total, one) => total + one, 0n);
        // Whole multiples of 2^-52: their sum below 2^58 of them is exact in integers.
        const found = sum(numbers.map((one) => Number(one) / 2 ** 52));
        expect(found).toBe(Number(exact) / 2 ** 52);
      }),
    );
  });

  it("does not depend on the order", () => {
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 50 }), (values) => {
        expect(sum([...values].sort((a, b) => a - b))).toBe(sum(values));
      }),
    );
  });

  it("is exact where plain addition is not", () => {
    expect(sum([1, 1e-17, -1])).toBeCloseTo(1e-17, 23);
    expect(sum(Array.from({ length: 10 }, () => 0.1))).toBe(1);
  });
});

describe.each([
  ["exp", "expOf"],
  ["log", "logOf"],
] as const)("%s", (name, guest) => {
  it("is within 1 unit in the last place of 60-digit decimals", () => {
    const pairs = vectors[name];
    const found = rules(guest, [[], pairs.map(([x]) => x)]).column;
    pairs.forEach(([x, expected], i) => {
      const units = Number(bitsOf(found[i]!) - bitsOf(expected));
      expect(Math.abs(units), `${name}(${x}) = ${found[i]}, not ${expected}`).toBeLessThanOrEqual(
        1,
      );
    });
  });
});

it("exp and log at the edges", () => {
  expect(rules("expOf", [[], [0, -0, -1e308, 1e308, -Infinity, Infinity]]).column).toEqual([
    1,
    1,
    0,
    Infinity,
    0,
    Infinity,
  ]);
  expect(rules("logOf", [[], [1, 0, -1, Infinity]]).column).toEqual([0, -Infinity, NaN, Infinity]);
  for (const guest of ["expOf", "logOf"]) expect(rules(guest, [[], [NaN]]).column).toEqual([NaN]);
});

describe("median", () => {
  const median = (values: number[]) => rules("medianOf", [[], values]).value!;

  it("is the middle of the sorted numbers", () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1, maxLength: 30 }), (values) => {
        const sorted = [...values].sort((a, b) => a - b);
        const half = sorted.length >> 1;
        const [low, high] = [sorted[half - 1] ?? 0, sorted[half]!];
        const sum = low + high;
        const mean = Number.isFinite(sum) ? sum / 2 : Number((BigInt(low) + BigInt(high)) / 2n);
        const expected = sorted.length % 2 ? high : mean;
        // -0 and 0 sort as equals here and there.
        expect(median(values) + 0).toBe(expected + 0);
      }),
    );
  });
});
