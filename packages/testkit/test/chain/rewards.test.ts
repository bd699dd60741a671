import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { leastInferences } from "../../src/chain/liveness.js";
import { rewards } from "../../src/chain/hosts/chain/rewards.js";
import type { RewardsInput } from "../../src/chain/rewards-input.js";
import { vectorPath } from "../../../../test/support/inputs.js";

interface Case {
  readonly name: string;
  readonly input: {
    readonly weights: Record<string, Record<string, number>>;
    readonly stake: Record<string, number>;
    readonly topic_stake: number;
    readonly total_stake: number;
    readonly emission: number;
    readonly met_demand?: number;
    readonly masked?: string[];
  };
  readonly topic_emission: number;
  readonly rewards: Record<string, number> | string;
}

const big = (record: Record<string, number>): Map<string, bigint> =>
  new Map(Object.entries(record).map(([key, value]) => [key, BigInt(value)]));

function inputOf({ input }: Case): RewardsInput {
  return {
    weights: new Map(Object.entries(input.weights).map(([reputer, row]) => [reputer, big(row)])),
    stake: big(input.stake),
    topicStake: BigInt(input.topic_stake),
    totalStake: BigInt(input.total_stake),
    emission: BigInt(input.emission),
    metDemand: BigInt(input.met_demand ?? 0),
    masked: new Set(input.masked),
  };
}

describe("vectors/rewards.json", () => {
  const { cases } = JSON.parse(readFileSync(vectorPath("rewards.json"), "utf8")) as {
    cases: Case[];
  };

  it.each(cases.map((one) => [one.name, one] as const))("%s", (_, one) => {
    if (typeof one.rewards === "string") {
      const { paid, halt } = rewards(inputOf(one));
      expect([paid.size, halt?.code, halt?.message]).toEqual([
        0,
        "WK530",
        expect.stringContaining("reputer row r2"),
      ]);
      return;
    }
    const { topicEmission, paid } = rewards(inputOf(one));
    expect(topicEmission).toBe(BigInt(one.topic_emission));
    expect(Object.fromEntries(paid)).toEqual(Object.fromEntries(big(one.rewards)));
  });
});

describe("rewards", () => {
  const names = ["w1", "w2", "w3", "r1", "r2"];
  const amount = fc.bigInt({ min: 0n, max: 10n ** 20n });
  const row = fc.dictionary(fc.constantFrom(...names), fc.bigInt({ min: 1n, max: 10n ** 7n }), {
    minKeys: 1,
  });
  const input = fc
    .record({
      r1: row,
      r2: row,
      s1: fc.bigInt({ min: 1n, max: 10n ** 12n }),
      s2: fc.bigInt({ min: 1n, max: 10n ** 12n }),
      emission: amount,
    })
    .map(({ r1, r2, s1, s2, emission }): RewardsInput => ({
      weights: new Map([
        ["r1", new Map(Object.entries(r1))],
        ["r2", new Map(Object.entries(r2))],
      ]),
      stake: new Map([
        ["r1", s1],
        ["r2", s2],
      ]),
      topicStake: s1 + s2,
      totalStake: s1 + s2,
      emission,
      metDemand: 0n,
      masked: new Set(),
    }));

  it("never pays more than the topic's emission, nor anything below 0", () => {
    fc.assert(
      fc.property(input, (one) => {
        const { topicEmission, paid } = rewards(one);
        let total = 0n;
        for (const value of paid.values()) {
          expect(value >= 0n).toBe(true);
          total += value;
        }
        expect(total <= topicEmission).toBe(true);
      }),
    );
  });

  it("agrees with a plain floating-point computation to 1e-9", () => {
    fc.assert(
      fc.property(input, (one) => {
        const { topicEmission, paid } = rewards(one);
        for (const [name, expected] of inFloats(one, Number(topicEmission))) {
          const exact = Number(paid.get(name) ?? 0n);
          expect(Math.abs(exact - expected)).toBeLessThanOrEqual(2 + 1e-9 * Number(topicEmission));
        }
      }),
    );
  });

  it("pays the same when all weights, or all stakes, are multiplied alike", () => {
    fc.assert(
      fc.property(input, fc.bigInt({ min: 1n, max: 1000n }), (one, factor) => {
        const weights = new Map(
          [...one.weights].map(([reputer, row]) => [
            reputer,
            new Map([...row].map(([k, v]) => [k, v * factor])),
          ]),
        );
        const stake = new Map([...one.stake].map(([k, v]) => [k, v * factor]));
        expect(rewards({ ...one, weights })).toEqual(rewards(one));
        expect(rewards({ ...one, stake, topicStake: one.topicStake * factor })).toEqual({
          ...rewards(one),
          topicEmission: (one.emission * one.topicStake * factor) / one.totalStake,
          paid: rewards({ ...one, emission: one.emission * factor }).paid,
        });
      }),
    );
  });
});

/** The formulas of protocol section 8, written down as they stand there. */
function inFloats(
  { weights, stake, topicStake: all }: RewardsInput,
  emission: number,
): Map<string, number> {
  const S = (reputer: string): number => Number(stake.get(reputer)) / Number(all);
  const names = new Set([...weights.values()].flatMap((row) => [...row.keys()]));
  const W = (i: string, j: string): number => Number(weights.get(i)?.get(j) ?? 0n);
  const reputers = [...weights.keys()];
  const rank = new Map(
    [...names].map((j) => [j, reputers.reduce((sum, i) => sum + W(i, j) * S(i), 0)]),
  );
  const total = [...rank.values()].reduce((a, b) => a + b, 0);
  const incentive = (j: string): number => (rank.get(j) ?? 0) / total;
  const rowSum = (i: string): number => [...names].reduce((sum, j) => sum + W(i, j) * S(i), 0);
  const dividend = (j: string): number =>
    reputers.reduce((sum, i) => sum + ((W(i, j) * S(i)) / rowSum(i)) * incentive(i), 0);
  const D = [...names].some((j) => dividend(j) > 0) ? 2 : 1;
  return new Map(
    [...names].map((j) => [j, (emission * incentive(j)) / D + (emission * dividend(j)) / D]),
  );
}

describe("liveness and stake", () => {
  // Protocol section 8: floor(0.8 * floor(600 / cadence)).
  it.each([
    [600, 10, 48],
    [600, 60, 8],
    [600, 120, 4],
    [600, 600, 0],
    [600, 3600, 0],
    [600, 300, 1],
  ])(
    "of %d blocks at a cadence of %d s a worker must answer %d times",
    (blocks, cadence, least) => {
      expect(leastInferences(blocks, cadence)).toBe(least);
    },
  );
});
