import { weightLogic } from "@weightkit/testkit";
import { expect, test } from "vitest";

// The built WASM: `npm test` builds it first.
const logic = weightLogic(new URL("../build/manifest.json", import.meta.url));

/** One set of inferences; the delay was 1000 seconds. */
function round(inferences: Record<string, number>, weights?: Record<string, number>) {
  const answer = () => ({ delay: 1000 });
  const sets = [{ timestamp: 1_700_006_400, inferences }];
  return logic.round(weights === undefined ? { sets, answer } : { sets, answer, weights }).weights;
}

/** Shares as the chain stores them, a twentieth being spread evenly. */
const stored = (shares: number[]) =>
  shares.map((share) => Math.round(1e5 * (0.05 / shares.length + 0.95 * share)));

test("a loss of 1 costs the factor exp(0.5)", () => {
  const share = 1 / (1 + Math.exp(-0.5));
  const weights = round({ allo1good: 1000, allo1bad: 1300 });
  expect([weights?.["allo1good"], weights?.["allo1bad"]]).toEqual(stored([share, 1 - share]));
});

test("no error costs more than the limit", () => {
  expect(round({ allo1good: 1000, allo1bad: 9_000_000 })).toEqual(
    round({ allo1good: 1000, allo1bad: 1300 }),
  );
});

test("who is away keeps its share, and a new worker starts with a twentieth", () => {
  const weights = round({ allo1new: 1000 }, { allo1old: 100_000 });
  expect([weights?.["allo1old"], weights?.["allo1new"]]).toEqual(stored([0.95, 0.05]));
});

test("an empty first round ends well", () => {
  const { weights, error } = logic.round({ sets: [] });
  expect(error).toBeNull();
  expect(weights).toEqual({});
});

test("a second run, which sees nothing or a set without known truth, changes nothing", () => {
  const weights = { allo1one: 60_000, allo1two: 40_000 };
  const sets = [{ timestamp: 1_700_006_400, inferences: { allo1one: 1, allo1new: 1 } }];
  expect(logic.round({ sets, weights }).weights).toEqual({});
  expect(logic.round({ sets: [], weights }).weights).toEqual({});
});
