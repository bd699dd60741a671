import { describe, expect, it } from "vitest";
import { clopperPearson } from "../../../src/metrics/statistics/clopper-pearson.js";
import { dependentProportion } from "../../../src/metrics/statistics/dependent-proportion.js";
import {
  dieboldMariano,
  type DieboldMarianoOptions,
} from "../../../src/metrics/statistics/diebold-mariano.js";
import { exactMcNemar } from "../../../src/metrics/statistics/mcnemar.js";
import { benjaminiHochberg, holm } from "../../../src/metrics/statistics/multiple.js";
import { proportion, wilsonFrom, wilsonInterval } from "../../../src/metrics/statistics/wilson.js";
import { expectRelative, lossesOf, vectors } from "./vectors.js";

it.each(vectors.dieboldMariano)(
  "Diebold-Mariano of $losses, horizon $horizon, $lags lags, $kernel",
  ({ losses, reference, horizon, lags, kernel, ...expected }) => {
    const options = { horizon, lags, kernel };
    const test = dieboldMariano(lossesOf(losses), lossesOf(reference), options);
    expectRelative(test?.statistic, expected.statistic);
    expectRelative(test?.pValue, expected.pValue);
  },
);

describe("Diebold-Mariano by hand", () => {
  it("needs more sets than lags and horizon", () => {
    const of = (sets: number, options: DieboldMarianoOptions) =>
      dieboldMariano([2, 4, 6, 9].slice(0, sets), [1, 1, 1, 1], options);
    for (const kernel of ["rectangular", "bartlett"] as const) {
      expect(of(3, { lags: 3, kernel })).toBeNull();
      expect(of(3, { lags: 4, kernel })).toBeNull();
    }
    expect(of(3, { lags: 2, kernel: "bartlett" })?.lags).toBe(2);
    expect(of(3, { horizon: 3, lags: 0 })).toBeNull();
    expect(of(3, { horizon: 4, lags: 0 })).toBeNull();
    expect(of(3, { horizon: 2, lags: 0 })).not.toBeNull();
    expect(of(4, { horizon: 1, lags: 3 })?.lags ?? null).toBeNull();
    expect(dieboldMariano([], [])).toBeNull();
    // d = 1, 3: mean 2, variance 1, so 2 sqrt(1/2) / sqrt(1/2); p of one degree is 1 - 2 atan(2) / pi.
    const two = of(2, {});
    expectRelative(two?.statistic, 2);
    expectRelative(two?.pValue, 1 - (2 * Math.atan(2)) / Math.PI);
  });

  it("does not depend on how small losses are", () => {
    for (const unit of [1e-10, 1e-20]) {
      const test = dieboldMariano([2 * unit, 4 * unit, 6 * unit], [unit, 2 * unit, 3 * unit]);
      expectRelative(test?.statistic, 2 * Math.sqrt(3));
    }
  });
});

describe("adjusted p values", () => {
  it("Holm and Benjamini-Hochberg, in the order given", () => {
    const { p, ...expected } = vectors.multiple;
    for (const turned of [p, [...p].reverse()]) {
      const back = (values: Float64Array) => (turned === p ? [...values] : [...values].reverse());
      for (const [i, value] of back(holm(turned)).entries())
        expectRelative(value, expected.holm[i]!);
      for (const [i, value] of back(benjaminiHochberg(turned)).entries()) {
        expectRelative(value, expected.benjaminiHochberg[i]!);
      }
    }
  });

  it("of none and of one", () => {
    expect([holm([]).length, benjaminiHochberg([]).length]).toEqual([0, 0]);
    expect([holm([0.3])[0], benjaminiHochberg([0.3])[0]]).toEqual([0.3, 0.3]);
  });
});

describe("McNemar's exact test", () => {
  it.each([
    // By hand: 2 * (1/2)^5; 2 * (1 + 10) / 2^10; an even split is certain; scipy's binomtest has the last.
    [5, 0, 0.0625],
    [0, 6, 0.03125],
    [9, 1, 0.021484375],
    [7, 7, 1],
    [0, 0, 1],
    [19, 1, vectors.gain.signTest],
  ])("%d to %d", (first, second, expected) => {
    expectRelative(exactMcNemar(first, second).pValue, expected, 1e-12);
    expect(exactMcNemar(second, first).pValue).toBe(exactMcNemar(first, second).pValue);
  });

  it("agrees with the sum of binomial chances", () => {
    const [b, c] = [41, 60];
    let [chance, tail] = [2 ** -(b + c), 0];
    for (let k = 0; k <= b; k += 1) {
      tail += chance;
      chance *= (b + c - k) / (k + 1);
    }
    expectRelative(exactMcNemar(b, c).pValue, 2 * tail, 1e-12);
  });
});

describe("intervals of a proportion", () => {
  it.each(vectors.proportion)("$hits of $trials at $confidence", (expected) => {
    const { hits, trials, confidence } = expected;
    const wilson = wilsonInterval(hits, trials, confidence);
    const exact = clopperPearson(hits, trials, confidence);
    for (const end of [0, 1] as const) {
      expectRelative(wilson[end], expected.wilson[end]);
      expectRelative(exact[end], expected.clopperPearson[end]);
    }
  });

  it("is wider where hits come in runs, and never narrower than independent sets allow", () => {
    const runs = Array.from({ length: 120 }, (_, t) => (Math.floor(t / 15) % 2 === 0 ? 1 : 0));
    const turns = Array.from({ length: 120 }, (_, t) => t % 2);
    const [wide, plain] = [dependentProportion(runs)!, dependentProportion(turns)!];
    expect([wide.share, plain.share]).toEqual([0.5, 0.5]);
    expect(wide.effectiveTrials).toBeLessThan(30);
    expect(plain.effectiveTrials).toBe(120);
    const independent = wilsonInterval(60, 120);
    expect(wide.interval[0]).toBeLessThan(independent[0] - 0.05);
    // Student's quantile for the normal one: a little wider still.
    expect(plain.interval[0]).toBeLessThan(independent[0]);
  });

  it("falls back to the plain interval where there is no variance to estimate", () => {
    expect(dependentProportion(Array<number>(10).fill(1))).toEqual({
      hits: 10,
      trials: 10,
      share: 1,
      interval: wilsonInterval(10, 10),
      effectiveTrials: 10,
    });
    expect(dependentProportion([0, 0, 0, 0])).toEqual({
      ...{ hits: 0, trials: 4, share: 0, interval: wilsonInterval(0, 4), effectiveTrials: 4 },
    });
    expect(dependentProportion([0, 1])?.interval).toEqual(wilsonInterval(1, 2));
    expect(dependentProportion([])).toBeNull();
  });

  it("of three sets by hand", () => {
    // Cosines 0 and sqrt(2/3), so V = 1/3; 3 (2/3) (1/3) / V = 2 sets' worth; t of 2 degrees.
    const result = dependentProportion([1, 0, 1])!;
    expectRelative(result.effectiveTrials, 2);
    const [low, high] = wilsonFrom(2 / 3, 2, 4.302652729749462);
    expectRelative(result.interval[0], low);
    expectRelative(result.interval[1], high);
  });

  it("has the share, and ends at 1 exactly where all were hits", () => {
    expect(proportion(3, 10)).toEqual({
      ...{ hits: 3, trials: 10, share: 0.3, interval: wilsonInterval(3, 10) },
    });
    for (let n = 1; n <= 60; n += 1) {
      expect([wilsonInterval(0, n)[0], wilsonInterval(n, n)[1]]).toEqual([0, 1]);
    }
  });

  it("as worked out from its parts", () => {
    const hits = [1, 1, 1, 0, 0, 1, 1, 0, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 0];
    const n = hits.length;
    const share = 12 / 20 + 1 / 20;
    // V of two cosines (n = 20, B = 2), in plain loops.
    let variance = 0;
    for (const j of [1, 2]) {
      let sum = 0;
      for (const [t, hit] of hits.entries()) sum += hit * Math.cos((Math.PI * j * (t + 0.5)) / n);
      variance += (2 / n) * sum * sum;
    }
    const effective = Math.min(n, (n * share * (1 - share)) / (variance / 2));
    const t = 4.302652729749462;
    const centre = (share + (t * t) / effective / 2) / (1 + (t * t) / effective);
    const half =
      (t * Math.sqrt((share * (1 - share)) / effective + (t * t) / effective ** 2 / 4)) /
      (1 + (t * t) / effective);
    const result = dependentProportion(hits)!;
    expect(result.hits).toBe(13);
    expectRelative(result.effectiveTrials, effective);
    expectRelative(result.interval[0], centre - half);
    expectRelative(result.interval[1], centre + half);
  });
});
