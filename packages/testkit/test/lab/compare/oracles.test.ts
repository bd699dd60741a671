import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { convexOracle } from "../../../src/lab/compare/convex-oracle.js";
import { oracles } from "../../../src/lab/compare/regret.js";

interface Golden {
  readonly name: string;
  readonly workers: number;
  readonly errors: readonly number[];
  readonly expert: number;
  readonly expertLoss: number;
  readonly convexLoss: number;
  readonly shiftingLosses: readonly number[];
}

/** By make_oracles.py: scipy's linear programs, and every place to change tried. */
const golden = JSON.parse(
  readFileSync(new URL("oracles.json", import.meta.url), "utf8"),
) as Golden[];

describe("oracles in hindsight equal an independent implementation", () => {
  test.each(golden)("$name", ({ workers, errors, ...wanted }) => {
    const signed = Float64Array.from(errors);
    const found = oracles({ workers, losses: signed.map(Math.abs), errors: signed }, 2);
    expect(found?.expert.worker).toBe(wanted.expert);
    const close = (value: number | undefined, golden: number | undefined): void => {
      expect(Math.abs((value ?? NaN) / (golden ?? NaN) - 1)).toBeLessThan(1e-9);
    };
    close(found?.expert.loss, wanted.expertLoss);
    close(found?.convex?.loss, wanted.convexLoss);
    close(found?.shifting[0]?.loss, wanted.shiftingLosses[0]);
    close(found?.shifting[1]?.loss, wanted.shiftingLosses[1]);
  });
});

const tables = fc
  .record({ workers: fc.integer({ min: 1, max: 6 }), sets: fc.integer({ min: 1, max: 30 }) })
  .chain(({ workers, sets }) =>
    fc
      .array(
        fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 1000),
        {
          minLength: workers * sets,
          maxLength: workers * sets,
        },
      )
      .map((errors) => ({ workers, errors: Float64Array.from(errors) })),
  );

test("the best shares lose no more than any worker alone, and nobody can lose less", () => {
  fc.assert(
    fc.property(tables, ({ workers, errors }) => {
      const { loss, bound, shares } = convexOracle(errors, workers);
      const table = { workers, losses: errors.map(Math.abs), errors };
      const alone = (oracles(table, 0)?.expert.loss ?? NaN) * (errors.length / workers);
      expect(loss).toBeLessThanOrEqual(alone * (1 + 1e-12));
      const largest = errors.reduce((most, error) => Math.max(most, Math.abs(error)), 0);
      expect(loss - bound).toBeLessThanOrEqual(1e-6 * alone + 1e-8 * largest);
      expect(shares.every((share) => share >= 0)).toBe(true);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    }),
  );
});

test("more changes never lose more", () => {
  fc.assert(
    fc.property(tables, ({ workers, errors }) => {
      const found = oracles({ workers, losses: errors.map(Math.abs), errors: null }, 4);
      const ordered = [
        found?.expert.loss ?? NaN,
        ...(found?.shifting ?? []).map((one) => one.loss),
      ];
      for (const [i, loss] of ordered.entries()) {
        if (i > 0) expect(loss).toBeLessThanOrEqual((ordered[i - 1] ?? NaN) * (1 + 1e-12));
      }
    }),
  );
});

test("two workers that err alike on opposite sides: half each", () => {
  const { loss, shares } = convexOracle(Float64Array.from([1, -1, 2, -2, 5, -5]), 2);
  expect(loss).toBeLessThan(1e-9);
  expect(shares[0]).toBeCloseTo(0.5, 9);
});
