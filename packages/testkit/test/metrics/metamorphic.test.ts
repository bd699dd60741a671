import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assessDifference } from "../../src/metrics/statistics/assess.js";
import { logPool, weightedVote } from "../../src/kinds/pools.js";
import {
  effectiveNumber,
  entropyNumber,
  gini,
  turnover,
} from "../../src/metrics/statistics/concentration.js";
import { dieboldMariano } from "../../src/metrics/statistics/diebold-mariano.js";
import { kendallTau } from "../../src/metrics/statistics/kendall.js";
import { median, weightedMedian } from "../../src/numbers/order.js";
import { spearman } from "../../src/metrics/statistics/rank.js";
import { mean } from "../../src/numbers/sum.js";
import { set, started, summarize } from "./facts.js";
import { weightedMean } from "../../src/numbers/weighted-mean.js";

// Whole numbers and powers of two keep scaling and shifting exact, so that equality is the test.
const whole = fc.integer({ min: -1_000_000, max: 1_000_000 });
const list = fc.array(whole, { minLength: 1, maxLength: 30 });
const factor = fc.constantFrom(0.25, 0.5, 2, 8, 1024);
const weights = fc
  .array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 30 })
  .filter((some) => some.some((weight) => weight > 0));
const pairs = fc.array(fc.tuple(whole, fc.integer({ min: 1, max: 100 })), {
  minLength: 1,
  maxLength: 30,
});

function close(actual: number | null, expected: number | null): void {
  if (actual === null || expected === null) expect(actual).toBe(expected);
  else expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(expected)));
}

/** Turned by `by` places: a permutation that moves everything. */
const turn = <T>(values: readonly T[], by: number): T[] => [
  ...values.slice(by % values.length),
  ...values.slice(0, by % values.length),
];

describe("scaling the values", () => {
  it("scales errors in their unit, and changes nothing that has none", () => {
    fc.assert(
      fc.property(list, factor, (values, by) => {
        const scaled = values.map((value) => value * by);
        for (const metric of [mean, median]) {
          expect(metric(scaled)).toBe((metric(values) ?? NaN) * by);
        }
        const measured = (of: readonly number[]) => {
          const sets = of.map((value, t) => set(t, [value], { truth: 2 ** 20 * value }));
          return summarize([started(), ...sets]).accuracy.equal!;
        };
        const [plain, larger] = [measured(values), measured(scaled)];
        for (const name of ["mae", "rmse", "bias"] as const) {
          close(larger[name], plain[name]! * by);
        }
        close(larger.mase, plain.mase);
      }),
    );
  });

  it("leaves tests and intervals alone", () => {
    const rows = fc.array(fc.tuple(fc.nat(1000), fc.integer({ min: 1, max: 1000 })), {
      minLength: 3,
      maxLength: 30,
    });
    fc.assert(
      fc.property(rows, factor, (made, by) => {
        const own = made.map(([a]) => a);
        const other = made.map(([, b]) => b);
        const up = (values: readonly number[]) => values.map((value) => value * by);
        const [plain, scaled] = [dieboldMariano(own, other), dieboldMariano(up(own), up(other))];
        close(scaled?.statistic ?? null, plain?.statistic ?? null);
        const [one, larger] = [assessDifference(own, other), assessDifference(up(own), up(other))];
        expect(larger.kind).toBe(one.kind);
        close(larger.skill, one.skill);
        close(larger.interval?.low ?? null, one.interval?.low ?? null);
        close(larger.detectable, one.detectable);
      }),
      { numRuns: 50 },
    );
  });
});

describe("shifting the values", () => {
  it("shifts combinations by as much", () => {
    fc.assert(
      fc.property(pairs, whole, (rows, by) => {
        const values = rows.map(([value]) => value);
        const of = rows.map(([, weight]) => weight);
        const shifted = values.map((value) => value + by);
        close(weightedMean(shifted, of), (weightedMean(values, of) ?? NaN) + by);
        expect(weightedMedian(shifted, of)).toBe((weightedMedian(values, of) ?? NaN) + by);
        close(mean(shifted), (mean(values) ?? NaN) + by);
      }),
    );
  });
});

describe("order", () => {
  it("does not matter where it should not", () => {
    fc.assert(
      fc.property(pairs, fc.nat(30), (rows, by) => {
        const turned = turn(rows, by);
        const [x, w] = [rows.map(([value]) => value), rows.map(([, weight]) => weight)];
        const [tx, tw] = [turned.map(([value]) => value), turned.map(([, weight]) => weight)];
        close(weightedMean(tx, tw), weightedMean(x, w));
        expect(weightedMedian(tx, tw)).toBe(weightedMedian(x, w));
        for (const metric of [effectiveNumber, entropyNumber, gini]) close(metric(tw), metric(w));
        close(spearman(tx, tw), spearman(x, w));
        close(kendallTau(tx, tw), kendallTau(x, w));
        const labels = x.map((value) => (value % 2 === 0 ? "even" : "odd"));
        const turnedLabels = tx.map((value) => (value % 2 === 0 ? "even" : "odd"));
        expect(weightedVote(turnedLabels, tw)?.label).toBe(weightedVote(labels, w)?.label);
      }),
    );
  });

  it("swapping sides turns the sign of a comparison", () => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const [a, b] = [rows.map(([x]) => Math.abs(x)), rows.map(([, x]) => x)];
        close(dieboldMariano(b, a)?.statistic ?? 0, -(dieboldMariano(a, b)?.statistic ?? 0));
        close(spearman(b, a), spearman(a, b));
        close(
          kendallTau(
            a,
            b.map((x) => -x),
          ) ?? 0,
          -(kendallTau(a, b) ?? 0),
        );
      }),
    );
  });
});

describe("weights", () => {
  it("count by their proportions alone", () => {
    fc.assert(
      fc.property(weights, factor, (some, by) => {
        const scaled = some.map((weight) => weight * by);
        for (const metric of [effectiveNumber, entropyNumber, gini]) {
          close(metric(scaled), metric(some));
        }
        close(turnover(some, scaled), 0);
      }),
    );
  });

  it("spread over equal halves count twice", () => {
    fc.assert(
      fc.property(weights, (some) => {
        const split = some.flatMap((weight) => [weight / 2, weight / 2]);
        close(effectiveNumber(split), 2 * (effectiveNumber(some) ?? NaN));
        close(entropyNumber(split), 2 * (entropyNumber(some) ?? NaN));
        close(gini(split), gini(some));
      }),
    );
  });

  it("have bounds", () => {
    fc.assert(
      fc.property(weights, weights, (some, others) => {
        const positive = some.filter((weight) => weight > 0).length;
        for (const number of [effectiveNumber(some), entropyNumber(some)]) {
          expect(number).toBeGreaterThanOrEqual(1 - 1e-12);
          expect(number).toBeLessThanOrEqual(positive + 1e-9);
        }
        expect(gini(some)).toBeGreaterThanOrEqual(0);
        expect(gini(some)).toBeLessThan(1);
        expect(turnover(some, others)).toBeLessThanOrEqual(1 + 1e-12);
        close(turnover(some, others), turnover(others, some));
      }),
    );
  });

  it("are a pool's exponents: one voter's pool is that voter's distribution", () => {
    const odds = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(odds, fc.integer({ min: 1, max: 50 }), (some, weight) => {
        const total = some.reduce((a, b) => a + b);
        const distribution = some.map((value) => value / total);
        const pooled = logPool([distribution, distribution], [weight, 3 * weight]);
        for (const [k, p] of distribution.entries()) close(pooled?.[k] ?? null, p);
      }),
    );
  });
});
