import { round, weightLogic } from "@weightkit/testkit";
import "@weightkit/testkit/vitest";
import { expect, test } from "vitest";

// The built WASM: `npm test` builds it first.
const logic = weightLogic(new URL("../build/manifest.json", import.meta.url));

/** Shares as the chain stores them, a twentieth being spread evenly among two. */
const stored = (share: number) => 1e5 * (0.05 / 2 + 0.95 * share);

test("a loss of 1 costs the factor exp(0.5)", () => {
  const share = 1 / (1 + Math.exp(-0.5));
  const result = logic.round(round().workers({ good: 1000, bad: 1300 }).truth(1000));
  expect(result).toMatchWeights({ good: stored(share), bad: stored(1 - share) });
});

test("no error costs more than the limit", () => {
  const at = (bad: number) => logic.round(round().workers({ good: 1000, bad }).truth(1000)).weights;
  expect(at(9_000_000)).toEqual(at(1300));
});

test("who is away keeps its share, and a new worker starts with a twentieth", () => {
  const result = logic.round(round().weights({ old: 100_000 }).worker("new", 1000).truth(1000));
  expect(result).toMatchWeights({ old: stored(0.95), new: stored(0.05) });
});

test("an empty first round ends well", () => {
  expect(logic.round(round())).toMatchWeights({});
});

test("a second run, which sees nothing or a set without known truth, changes nothing", () => {
  const before = round().weights({ one: 60_000, two: 40_000 });
  expect(logic.round(before.workers({ one: 1, new: 1 }))).toMatchWeights({});
  expect(logic.round(before)).toMatchWeights({});
});
