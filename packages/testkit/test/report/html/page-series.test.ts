import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FactJudge } from "../../../src/metrics/judged-fact.js";
import { SeriesAccumulator } from "../../../src/report/html/page-series.js";
import { readSeries, seriesBytes, shapeOf } from "../../../src/report/html/series-bytes.js";
import { Thinned } from "../../../src/report/html/thinned.js";
import type { Fact } from "../../../src/replay/facts.js";
import { ended, round, set, started } from "../../metrics/facts.js";
import { simulatedFacts } from "./simulated.js";

const PAID: Fact = {
  kind: "rewards",
  epoch: 0,
  blockTime: 100,
  block: 20,
  topicEmission: 10n,
  workerRewards: [6n, 1n],
  reputers: ["r"],
  reputerRewards: [2n],
  others: [],
  masked: new Uint32Array(),
  inFloats: [],
  topicStake: 7n,
  rolledOver: 1n,
  notes: [],
  failure: null,
};

function series(facts: readonly Fact[]) {
  const accumulator = new SeriesAccumulator();
  const judge = new FactJudge();
  for (const fact of facts) accumulator.add(judge.judge(fact));
  return accumulator.result();
}

function numbers(column: ArrayLike<number> | null | undefined): number[] {
  return Array.from(column ?? []);
}

describe("a series as bytes", () => {
  it("is read again as it was, bit for bit", () => {
    const { rewards, inferences, ...rest } = series([
      started({ workers: ["a", "b"] }),
      set(100, [0.1, -3e-20], { truth: 1 / 3 }),
      round(1, 120, { weights: [0.75, 0.25], fuel: 5_000_001 }),
      PAID,
      ended(),
    ]);
    expect(inferences).toEqual(Float32Array.of(0.1, -3e-20));
    for (const whole of [
      { ...rest, rewards, inferences },
      { ...rest, rewards: null, inferences: null },
    ]) {
      expect(readSeries(seriesBytes(whole), shapeOf(whole))).toEqual(whole);
    }
  });

  it("keeps NaN, infinities and every bit of doubles", () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { minLength: 1 }), (values) => {
        const one = series([started({ workers: ["a"] }), ended()]);
        const times = Float64Array.from(values);
        const floats = Float32Array.from(values);
        const sets = {
          ...{ times, truth: floats, weighted: floats },
          ...{ equal: floats, median: floats, gain: floats },
          ...{ weightedHit: floats, equalHit: floats },
        };
        const whole = { ...one, sets, inferences: floats };
        expect(readSeries(seriesBytes(whole), shapeOf(whole))).toEqual(whole);
      }),
    );
  });

  it("puts the first bytes of a column before the second ones", () => {
    const one = series([started({ workers: [] }), ended()]);
    // 1 and 2 as little-endian doubles end in the bytes f0 3f and 00 40.
    const whole = { ...one, rounds: { ...one.rounds, times: Float64Array.of(1, 2) } };
    const bytes = Array.from(seriesBytes(whole).subarray(0, 16));
    expect(bytes).toEqual([...Array.from({ length: 12 }, () => 0), 0xf0, 0, 0x3f, 0x40]);
  });
});

describe("Thinned", () => {
  it("keeps every n-th row of the first to the last", () => {
    const thinned = new Thinned<number>(4);
    for (let i = 0; i < 4; i += 1) thinned.push(() => i);
    expect([thinned.stride, ...thinned.rows()]).toEqual([1, 0, 1, 2, 3]);
    for (let i = 4; i < 21; i += 1) thinned.push(() => i);
    expect([thinned.stride, ...thinned.rows()]).toEqual([8, 0, 8, 16]);
  });

  it("is bounded and evenly spaced for any length", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.nat(500), (most, length) => {
        const thinned = new Thinned<number>(most);
        for (let i = 0; i < length; i += 1) thinned.push(() => i);
        const rows = thinned.rows();
        expect(rows.length).toBeLessThanOrEqual(most);
        expect(rows).toEqual(rows.map((_, k) => k * thinned.stride));
        expect(rows.length).toBe(Math.ceil(length / thinned.stride));
      }),
    );
  });
});

describe("SeriesAccumulator", () => {
  const facts = [
    started({ workers: ["a", "b"] }),
    round(0, 100, { weights: [NaN, NaN] }),
    set(100, [10, 30], { truth: 10 }),
    round(1, 120, { weights: [0.75, 0.25], fuel: 5, inferences: 2, scorable: 1 }),
    set(130, [10, 30], { weights: [0.75, 0.25], truth: 10 }),
    set(140, [8], { workerIds: Uint32Array.of(1), weights: [0.25], truth: null }),
    round(2, 140, { reputer: "r1", stakeShare: 2, weights: [1, 0], status: "failed" }),
    round(2, 140, { reputer: "r2", weights: [0, 0.5] }),
    ended(),
  ];

  it("has a row for every set, and the error saved so far", () => {
    const { sets, setStride } = series(facts);
    expect(setStride).toBe(1);
    expect(numbers(sets.times)).toEqual([100, 130, 140]);
    expect(numbers(sets.truth)).toEqual([10, 10, NaN]);
    expect(numbers(sets.weighted)).toEqual([20, 15, 8]);
    expect(numbers(sets.equal)).toEqual([20, 20, 8]);
    expect(numbers(sets.median)).toEqual([20, 20, 8]);
    expect(numbers(sets.gain)).toEqual([0, 5, 5]);
  });

  it("has a row for every block time, with shares that count reputers by stake", () => {
    const { rounds } = series(facts);
    expect(numbers(rounds.times)).toEqual([100, 120, 140]);
    expect(numbers(rounds.status)).toEqual([0, 0, 1]);
    expect(numbers(rounds.fuel)).toEqual([NaN, 5, NaN]);
    // The last row is over three reputers, the second with twice the stake: 0.75 + 2 + 0; 0.25 + 0 + 0.5.
    const expected = [0, 0.75, 2.75 / 3.5, 0, 0.25, 0.75 / 3.5];
    const shares = numbers(rounds.shares);
    expect(shares).toHaveLength(expected.length);
    for (const [i, share] of expected.entries()) expect(shares[i]).toBeCloseTo(share, 6);
  });

  it("has second runs in the rows of their due runs, with the part of the weight that they moved", () => {
    const second = (at: number, weights: readonly number[], status: "committed" | "failed") => {
      return { ...round(0, at, { weights, status }), kind: "second" as const };
    };
    const { rounds } = series([
      started({ workers: ["a", "b"] }),
      round(0, 100, { weights: [1, 1] }),
      second(105, [3, 1], "committed"),
      round(1, 120, { weights: [3, 1] }),
      round(2, 140, { weights: [1, 0] }),
      second(145, [1, 0], "failed"),
      ended(),
    ]);
    expect(numbers(rounds.times)).toEqual([100, 120, 140]);
    expect(numbers(rounds.second)).toEqual([0, NaN, 1]);
    // From halves to three quarters and one.
    expect(numbers(rounds.moved)).toEqual([0.25, NaN, 0]);
    expect(numbers(rounds.shares)).toEqual([0.75, 0.75, 1, 0.25, 0.25, 0]);
  });

  it("has which class came and which was called, and where that was right", () => {
    const labels = ["dry", "wet"];
    const classed = (at: number, given: number, truth: number) =>
      set(at, [given, given], { truth, weights: [0.5, 0.5] });
    const { confusion, sets } = series([
      started({ workers: ["a", "b"], values: { kind: "class", classes: labels } }),
      classed(100, 0, 0),
      classed(110, 1, 0),
      classed(120, 1, 1),
      classed(130, 1, 0),
      ended(),
    ]);
    expect(numbers(sets.weightedHit)).toEqual([1, 0, 1, 0]);
    expect(numbers(sets.equalHit)).toEqual([1, 0, 1, 0]);
    expect(confusion).toEqual([
      { came: "dry", called: "dry", sets: 1 },
      { came: "dry", called: "wet", sets: 2 },
      { came: "wet", called: "wet", sets: 1 },
    ]);
  });

  it("has each epoch's money", () => {
    const { rewards } = series([started({ workers: ["a", "b"] }), PAID, ended()]);
    expect(numbers(rewards?.emission)).toEqual([10]);
    expect(numbers(rewards?.stake)).toEqual([7]);
    expect(numbers(rewards?.paid)).toEqual([9]);
    expect(numbers(rewards?.rolledOver)).toEqual([1]);
  });

  it("has a matrix of inferences while that fits a page", () => {
    expect(numbers(series(facts).inferences)).toEqual([10, 10, NaN, 30, 30, 8]);
    const many = series(simulatedFacts({ workers: 130, sets: 4000, every: 2 }));
    expect(many.inferences).toBeNull();
    expect(many.roundStride).toBe(1);
    const cells = many.rounds.shares.length;
    expect(cells).toBe(130 * 2001);
  });
});
