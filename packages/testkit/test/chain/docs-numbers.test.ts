import { expect, test } from "vitest";
import { goBound } from "../../src/chain/hosts/chain/go-rewards.js";
import { CHAIN_MINTING, Mint } from "../../src/chain/hosts/chain/minting.js";
import { rewards } from "../../src/chain/hosts/chain/rewards.js";
import { leastInferences } from "../../src/chain/liveness.js";
import { CHAIN_PARAMS } from "../../src/chain/params.js";
import { chainRun } from "./chain-run/vectors.js";

// Numbers that docs/explanation and docs/decisions state; the others there are in chain-run/.
test("masks end at a cadence of 300 s", () => {
  expect([leastInferences(600, 300), leastInferences(600, 301)]).toEqual([1, 0]);
});

test("an epoch mints 8.493e23 before the first halving", () => {
  expect(new Mint(CHAIN_MINTING).until(600)).toBe(8493n * 10n ** 20n);
  expect(CHAIN_MINTING.halvingBlocks).toBe(25_246_080);
});

test("the minimums of cadences", () => {
  expect(CHAIN_PARAMS).toEqual({ minRequestCadence: 10, minWeightCadence: 3600 });
});

test("the example: 60, 30 and 10 % of a million, and the shares when the first is masked", () => {
  const weights = new Map([
    [
      "reputer",
      new Map([
        ["ann", 60_000n],
        ["ben", 30_000n],
        ["eve", 10_000n],
      ]),
    ],
  ]);
  const input = {
    ...{ weights, stake: new Map([["reputer", 100n]]), topicStake: 100n, totalStake: 100n },
    ...{ emission: 1_000_000n, metDemand: 0n, masked: new Set<string>() },
  };
  expect([...rewards(input).paid.values()]).toEqual([600_000n, 300_000n, 100_000n]);
  const masked = rewards({ ...input, masked: new Set(["ann"]) });
  expect([...masked.paid.values()]).toEqual([0n, 750_000n, 250_000n]);
});

test("floats at the chain's own emission: off by up to 9e7 units, and within the bound", () => {
  const cases = chainRun("rewards") as { name: string; runs: Record<string, string>[] }[];
  const { runs } = cases.find(({ name }) => name.startsWith("edge:default emission of the chain"))!;
  const exact = 509_580_000_000_000_000_000_000n;
  const [, , most] = runs.map((run) => Object.values(run).map(BigInt))[0] ?? [];
  const off = (most ?? 0n) - exact;
  expect(off).toBe(89_128_960n);
  expect(off <= goBound(exact, 1, 3)).toBe(true);
});

test("146 cases of rewards are recorded", () => {
  expect(chainRun("rewards")).toHaveLength(146);
});
