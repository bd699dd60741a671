import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { goBound } from "../../src/chain/hosts/chain/go-rewards.js";
import { CHAIN_MINTING, Mint } from "../../src/chain/hosts/chain/minting.js";
import { rewards } from "../../src/chain/hosts/chain/rewards.js";
import { commitInferenceText } from "../../src/chain/inference.js";
import { leastInferences, MISSABLE_SHARE } from "../../src/chain/liveness.js";
import { CHAIN_PARAMS, refuseTopic } from "../../src/chain/params.js";
import { weightUint } from "../../src/chain/weight.js";
import { scheduleOf } from "../../src/replay/schedule.js";
import { vectorPath } from "../../../../test/support/inputs.js";
import { topic } from "../replay/histories.js";
import { LISTED_LATE } from "./chain-run/schedules.js";
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

test("the bound: 2 units, and 4 x (reputers + participants) + 40 roundings of 2^-53 of the amount", () => {
  expect(goBound(2n ** 53n, 2, 5)).toBe(2n + 4n * 7n + 40n);
  expect(goBound(0n, 2, 5)).toBe(2n);
});

test("0.29 of 100,000 is stored as 28999, and 0.290001 as 29000", () => {
  expect(0.29 * 100_000).toBe(28_999.999999999996);
  expect([weightUint("0.29"), weightUint("0.290001")]).toEqual([28_999, 29_000]);
});

test("with alpha 0.1 a worker that turned bad keeps 35 % after ten rounds", () => {
  expect(Math.round(100 * (1 - 0.1) ** 10)).toBe(35);
});

test("an epoch of growing stake: 71,626 and 47,750 in the second, where stake that stands still gives 9,999 and 6,666", () => {
  const { log } = (chainRun("epochs") as { "growing-stake": { log: string[] } })["growing-stake"];
  expect(log[0]).toMatch(/^epoch 1: w0 \+9999 w1 \+6666 /);
  expect(log[1]).toMatch(/^epoch 2: w0 \+71626 w1 \+47750 /);
});

test("in two of the 14 recorded schedules a second run is listed one block late", () => {
  expect(chainRun("schedule")).toHaveLength(14);
  expect(Object.keys(LISTED_LATE)).toHaveLength(2);
});

test("146 cases of rewards are recorded", () => {
  expect(chainRun("rewards")).toHaveLength(146);
});

test("a model of constant stake pays 9,999 and 6,666 in every epoch", () => {
  // The state of growing-stake: 12,000 staked in all, 2,000 of it in the topic.
  const weights = new Map([
    [
      "r",
      new Map([
        ["w0", 60_000n],
        ["w1", 40_000n],
      ]),
    ],
  ]);
  const { paid } = rewards({
    ...{ weights, stake: new Map([["r", 1000n]]), topicStake: 2000n, totalStake: 12_000n },
    ...{ emission: 100_000n, metDemand: 0n, masked: new Set<string>() },
  });
  expect([paid.get("w0"), paid.get("w1")]).toEqual([9999n, 6666n]);
});

test("a printed 0.3176470588 is stored as 31764, and what is below 0.00001 as 0", () => {
  const printed = ["0.3176470588", "0.00001", "0.0000099"].map(weightUint);
  expect(printed).toEqual([31_764, 1, 0]);
});

test("an answer of 0.37 is stored as 0, 1_000 and 0x1p-2 as Go reads them, -4 not at all", () => {
  const stored = ["0.37", "1_000", "0x1p-2", "0.5", "-4"].map(commitInferenceText);
  expect(stored).toEqual([0, 1000, 0, 1, "negative"]);
});

test("80 % of an epoch's expected inferences", () => {
  expect(1 - MISSABLE_SHARE).toBe(0.8);
  // 600 / 60 = 10 are expected.
  expect(leastInferences(600, 60)).toBe(8);
});

test("the chain's words for short cadences name 60 and 10,800 seconds", () => {
  const words = (inference: bigint, weight: bigint): string =>
    refuseTopic({ inferenceCadence: inference, weightCadence: weight }) ?? "";
  expect(words(9n, 3600n)).toContain("60 seconds");
  expect(words(10n, 3599n)).toContain("10800 seconds");
  expect(refuseTopic({ inferenceCadence: 10n, weightCadence: 3600n })).toBeNull();
});

test("a block takes 5 s by default", () => {
  const history = topic([[100, "a", 1]]);
  expect(scheduleOf({ history, cadences: { inference: 10, weight: 20 } }).blockSeconds).toBe(5);
});

test("a topic needs a demand of 100, and the chain's own emission is beyond 2^63", () => {
  const findings = readFileSync(vectorPath("chain-run/README.md"), "utf8");
  expect(findings).toContain("born inactive below a demand of 100");
  expect(new Mint(CHAIN_MINTING).until(600) > 2n ** 63n).toBe(true);
});
