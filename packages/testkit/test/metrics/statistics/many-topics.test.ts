import { describe, expect, it } from "vitest";
import {
  meanCrossCorrelation,
  significantCountSpread,
} from "../../../src/metrics/statistics/count-spread.js";
import { overallLosses } from "../../../src/metrics/statistics/overall.js";
import { expectRelative } from "./vectors.js";

describe("the overall series", () => {
  it("weighs topics alike, whatever their unit, and averages by time", () => {
    const overall = overallLosses([
      { timestamps: [10, 20, 30], losses: [1, 2, 3], reference: [2, 2, 2] },
      { timestamps: [20, 30, 40], losses: [500, 1000, 3000], reference: [1000, 1000, 1000] },
    ]);
    expect([...overall.timestamps]).toEqual([10, 20, 30, 40]);
    expect([...overall.losses]).toEqual([0.5, (1 + 0.5) / 2, (1.5 + 1) / 2, 3]);
    expect([...overall.reference]).toEqual([1, 1, 1, 1]);
    expect([overall.topics, overall.withoutScale]).toEqual([2, 0]);
  });

  it("counts topics that have no scale", () => {
    const overall = overallLosses([
      { timestamps: [1, 2], losses: [1, 1], reference: [0, 0] },
      { timestamps: [], losses: [], reference: [] },
      { timestamps: [2, 1], losses: [1, 3], reference: [1, 3] },
    ]);
    expect([overall.topics, overall.withoutScale]).toEqual([1, 2]);
    expect([...overall.timestamps]).toEqual([1, 2]);
    expect([...overall.losses]).toEqual([1.5, 0.5]);
  });
});

describe("how far chance spreads the count", () => {
  it("is binomial without correlation", () => {
    const { expected, none, usuallyAtMost } = significantCountSpread(53, 0);
    expectRelative(expected, 2.65, 1e-14);
    expectRelative(none, 0.95 ** 53, 1e-10);
    // Plain sums: P(X <= 5) = 0.9489..., P(X <= 6) = 0.9808...
    let [chance, sum, least] = [0.95 ** 53, 0.95 ** 53, 0];
    while (sum < 0.95) {
      chance *= ((53 - least) / (least + 1)) * (0.05 / 0.95);
      least += 1;
      sum += chance;
    }
    expect(usuallyAtMost).toBe(least);
  });

  it("is all or nothing with full correlation", () => {
    const { none, usuallyAtMost } = significantCountSpread(53, 1);
    // The trapezoidal rule meets a step here, so only its step's width is exact.
    expect(Math.abs(none - 0.95)).toBeLessThan(0.01);
    expect([0, 53]).toContain(usuallyAtMost);
  });

  it("agrees with a count simulated from correlated normal statistics", () => {
    const [topics, rho, draws] = [53, 0.32, 40_000];
    const normal = normals(12_345);
    const counts: number[] = [];
    let none = 0;
    for (let draw = 0; draw < draws; draw += 1) {
      const shared = Math.sqrt(rho) * normal();
      let count = 0;
      for (let k = 0; k < topics; k += 1) {
        if (Math.abs(shared + Math.sqrt(1 - rho) * normal()) > 1.959963984540054) count += 1;
      }
      counts.push(count);
      if (count === 0) none += 1;
    }
    const spread = significantCountSpread(topics, rho);
    expect(Math.abs(spread.none - none / draws)).toBeLessThan(0.01);
    const simulated = counts.sort((a, b) => a - b)[Math.ceil(0.95 * draws) - 1]!;
    expect(Math.abs(spread.usuallyAtMost - simulated)).toBeLessThanOrEqual(1);
    expect(spread.usuallyAtMost).toBeGreaterThan(significantCountSpread(topics, 0).usuallyAtMost);
  });

  it("of one topic is its own chance, however large", () => {
    for (const correlation of [0, 0.3, 0.9])
      expect(significantCountSpread(1, correlation)).toMatchObject({ usuallyAtMost: 0 });
    expect(significantCountSpread(1, 0, 0.5)).toMatchObject({ usuallyAtMost: 1, expected: 0.5 });
  });

  it("keeps negative correlation for none", () => {
    expect(significantCountSpread(10, -0.3)).toEqual(significantCountSpread(10, 0));
  });
});

describe("mean correlation between topics", () => {
  const times = Float64Array.from({ length: 20 }, (_, t) => t);
  const wave = Float64Array.from(times, (t) => Math.sin(t * t));

  it("on the sets in common", () => {
    const shifted = times.map((t) => t + 5);
    const topics = [
      { timestamps: times, differences: wave },
      // The same at the same times, 15 of them in common.
      { timestamps: shifted, differences: shifted.map((t) => 3 * Math.sin(t * t)) },
      { timestamps: times, differences: wave.map((value) => -value) },
    ];
    expectRelative(meanCrossCorrelation(topics) ?? NaN, (1 - 1 - 1) / 3, 1e-12);
  });

  it("needs ten common sets", () => {
    const of = (sets: number) => ({ timestamps: times.slice(0, sets), differences: wave });
    const all = { timestamps: times, differences: wave };
    expectRelative(meanCrossCorrelation([all, of(10)]) ?? NaN, 1, 1e-12);
    expect(meanCrossCorrelation([all, of(9)])).toBeNull();
  });

  it("is over 20,000 pairs at most", () => {
    // 19,900 pairs of topics that move alike, then 100 of the 200 with the one that moves against them.
    const alike = { timestamps: times, differences: wave };
    const against = { timestamps: times, differences: wave.map((value) => -value) };
    const topics = [...Array.from({ length: 200 }, () => alike), against];
    expectRelative(meanCrossCorrelation(topics) ?? NaN, (19_900 - 100) / 20_000, 1e-12);
  });

  it("is null without common sets or variation", () => {
    const later = { timestamps: times.map((t) => t + 100), differences: wave };
    const constant = { timestamps: times, differences: wave.map(() => 1) };
    const one = { timestamps: times, differences: wave };
    expect(meanCrossCorrelation([one, later])).toBeNull();
    expect(meanCrossCorrelation([one, constant])).toBeNull();
    expect(meanCrossCorrelation([one])).toBeNull();
  });
});

/** Box and Muller's normals from a linear congruential generator: independent of the code under test. */
function normals(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 4_294_967_296;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
