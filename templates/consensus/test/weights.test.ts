import { weightLogic } from "@weightkit/testkit";
import { expect, test } from "vitest";

// The built WASM: `npm test` builds it first.
const logic = weightLogic(new URL("../build/manifest.json", import.meta.url));

/** A round that sees these sets; a lone one comes twice, since a round of one set changes nothing. */
function round(...sets: Record<string, number>[]) {
  const window = sets.length === 1 ? [...sets, ...sets] : sets;
  return logic.round({
    sets: window.map((inferences, hour) => ({
      timestamp: 1_700_006_400 + 3600 * hour,
      inferences,
    })),
  });
}

test("twice as far from the median is a quarter of the weight", () => {
  const { weights } = round({ a: 2000, b: 2020, c: 1980, d: 1900, e: 2200 });
  // The median is 2000; within 50 all count as 50. Factors 1, 1, 1, 1/4, 1/16 of a sum of 3.3125; a tenth is spread evenly.
  const stored = [1, 1, 1, 1 / 4, 1 / 16].map((part) => 0.02 + (0.9 * part) / 3.3125);
  expect(Object.values(weights ?? {})).toEqual(stored.map((share) => Math.round(1e5 * share)));
});

test("one worker, all agreeing, and an odd count end well", () => {
  expect(round({ a: 2000 }).weights).toEqual({ a: 100_000 });
  expect(round({ a: 7, b: 7, c: 7, d: 7 }).weights).toEqual({ a: 25e3, b: 25e3, c: 25e3, d: 25e3 });
  expect(round({ a: 2000, b: 2000, c: 9000 }).error).toBeNull();
});

test("staying away costs weight", () => {
  const everybody = { a: 2000, b: 2000, c: 2000, d: 2000, e: 2000 };
  const { weights } = round(everybody, { a: 2000, b: 2000, c: 2000, d: 2000 });
  expect(weights?.["e"]).toBeLessThan(weights?.["a"] ?? 0);
});

test("nobody gets more than 40 %", () => {
  const { weights } = round({ a: 2000, b: 2000, c: 9000, d: 1 });
  expect(Math.max(...Object.values(weights ?? {}))).toBeLessThanOrEqual(40_000);
});

test("an empty first round ends well", () => {
  const { weights, error } = logic.round({ sets: [] });
  expect(error).toBeNull();
  expect(weights).toEqual({});
});

test("a second run, which sees one set or none, changes nothing", () => {
  const weights = { a: 60_000, b: 40_000 };
  const set = { timestamp: 1_700_006_400, inferences: { a: 2000, b: 9000 } };
  expect(logic.round({ sets: [set], weights }).weights).toEqual({});
  expect(logic.round({ sets: [], weights }).weights).toEqual({});
});
