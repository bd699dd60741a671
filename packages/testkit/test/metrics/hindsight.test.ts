import { describe, expect, it } from "vitest";
import {
  bestInHindsight,
  regretInterval,
  WorkerLosses,
  type WorkerAccuracy,
} from "../../src/metrics/folds/hindsight.js";

// Everything here is worked by hand.

describe("the best worker in hindsight", () => {
  it("is of equals the one with more sets, then the first", () => {
    const row = (workerId: number, sets: number, gain: number) =>
      ({ workerId, sets, loss: 1, combination: 1 + gain }) as WorkerAccuracy;
    const best = (...rows: WorkerAccuracy[]) => bestInHindsight(rows, 1)?.workerId;
    expect(best(row(0, 4, 1), row(1, 5, 1))).toBe(1);
    expect(best(row(0, 5, 1), row(1, 5, 1))).toBe(0);
    expect(best(row(0, 5, 1), row(1, 4, 1))).toBe(0);
    expect(best(row(0, 4, 2), row(1, 9, 1))).toBe(0);
  });

  it("has differences in order of time, and rows by the workers' ids", () => {
    const losses = new WorkerLosses();
    losses.add(5, { loss: 1, error: null }, 3, 4);
    losses.add(2, { loss: 2, error: -1 }, 3, 4);
    losses.add(5, { loss: 6, error: null }, 4, 4);
    const rows = losses.result();
    expect(
      rows.map(({ workerId, differences, bias }) => [workerId, [...(differences ?? [])], bias]),
    ).toEqual([
      [2, [1], -1],
      [5, [2, -2], null],
    ]);
  });

  it("keeps so many differences, then none", () => {
    const losses = new WorkerLosses(2);
    losses.add(0, { loss: 1, error: null }, 3, 4);
    losses.add(0, { loss: 2, error: null }, 3, 4);
    expect([...(losses.result()[0]?.differences ?? [])]).toEqual([2, 1]);
    losses.add(0, { loss: 3, error: null }, 3, 4);
    expect(losses.result()).toMatchObject([{ sets: 3, loss: 2, differences: null }]);
  });

  it("has an interval around its regret, wider the more it was chosen among", () => {
    const differences = Float64Array.from({ length: 30 }, (_, i) => 2 + Math.sin(1.3 * i));
    const mean = differences.reduce((all, one) => all + one, 0) / 30;
    const [low, high] = regretInterval({ differences }, 1) ?? [NaN, NaN];
    expect((low + high) / 2).toBeCloseTo(mean, 12);
    expect(low).toBeLessThan(high);
    const [lower, higher] = regretInterval({ differences }, 10) ?? [NaN, NaN];
    expect(lower).toBeLessThan(low);
    expect(higher).toBeGreaterThan(high);
    expect(regretInterval({ differences: null }, 1)).toBeNull();
    expect(regretInterval({ differences: Float64Array.of(1) }, 1)).toBeNull();
  });
});
