import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FactJudge } from "../../../src/metrics/judged-fact.js";
import { pack32, pack64 } from "../../../src/report/html/pack.js";
import { SeriesAccumulator } from "../../../src/report/html/page-series.js";
import { Thinned } from "../../../src/report/html/thinned.js";
import type { Fact } from "../../../src/replay/facts.js";
import { ended, round, set, started } from "../../metrics/facts.js";
import { simulatedFacts } from "./simulated.js";

function unpack32(text: string): number[] {
  const bytes = Buffer.from(text, "base64");
  return Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(i * 4));
}

function unpack64(text: string): number[] {
  const bytes = Buffer.from(text, "base64");
  return Array.from({ length: bytes.length / 8 }, (_, i) => bytes.readDoubleLE(i * 8));
}

function series(facts: readonly Fact[]) {
  const accumulator = new SeriesAccumulator();
  const judge = new FactJudge();
  for (const fact of facts) accumulator.add(judge.judge(fact));
  return accumulator.result();
}

describe("packing", () => {
  it("gives back what went in", () => {
    fc.assert(
      fc.property(fc.array(fc.double()), (values) => {
        expect(unpack64(pack64(values))).toEqual(values);
        expect(unpack32(pack32(values))).toEqual(values.map(Math.fround));
      }),
    );
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
    expect(unpack64(sets.times)).toEqual([100, 130, 140]);
    expect(unpack32(sets.truth)).toEqual([10, 10, NaN]);
    expect(unpack32(sets.weighted)).toEqual([20, 15, 8]);
    expect(unpack32(sets.equal)).toEqual([20, 20, 8]);
    expect(unpack32(sets.median)).toEqual([20, 20, 8]);
    expect(unpack32(sets.gain)).toEqual([0, 5, 5]);
  });

  it("has a row for every block time, with shares that count reputers by stake", () => {
    const { rounds } = series(facts);
    expect(unpack64(rounds.times)).toEqual([100, 120, 140]);
    expect(unpack32(rounds.status)).toEqual([0, 0, 1]);
    expect(unpack32(rounds.fuel)).toEqual([NaN, 5, NaN]);
    // The last row is over three reputers, the second with twice the stake: 0.75 + 2 + 0; 0.25 + 0 + 0.5.
    const expected = [0, 0, 0.75, 0.25, 2.75 / 3.5, 0.75 / 3.5];
    const shares = unpack32(rounds.shares);
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
    expect(unpack64(rounds.times)).toEqual([100, 120, 140]);
    expect(unpack32(rounds.second)).toEqual([0, NaN, 1]);
    // From halves to three quarters and one.
    expect(unpack32(rounds.moved)).toEqual([0.25, NaN, 0]);
    expect(unpack32(rounds.shares)).toEqual([0.75, 0.25, 0.75, 0.25, 1, 0]);
  });

  it("has each epoch's money", () => {
    const { rewards } = series([started({ workers: ["a", "b"] }), PAID, ended()]);
    expect(unpack64(rewards?.emission ?? "")).toEqual([10]);
    expect(unpack64(rewards?.stake ?? "")).toEqual([7]);
    expect(unpack64(rewards?.paid ?? "")).toEqual([9]);
    expect(unpack64(rewards?.rolledOver ?? "")).toEqual([1]);
  });

  it("has a matrix of inferences while that fits a page", () => {
    expect(unpack32(series(facts).inferences ?? "")).toEqual([10, 30, 10, 30, NaN, 8]);
    const many = series(simulatedFacts({ workers: 130, sets: 4000, every: 2 }));
    expect(many.inferences).toBeNull();
    expect(many.roundStride).toBe(1);
    const cells = unpack32(many.rounds.shares).length;
    expect(cells).toBe(130 * 2001);
  });
});
