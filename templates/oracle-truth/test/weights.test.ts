import { weightLogic } from "@weightkit/testkit";
import { expect, test } from "vitest";

// The built WASM: `npm test` builds it first.
const logic = weightLogic(new URL("../build/manifest.json", import.meta.url));

const oracle = "allo13qkk7hkz6x4lf52ghhpg9wq5h3l5jvzda8jc34";
const start = 1_700_006_400;

/** Sets an hour apart, each of these inferences. */
function round(...sets: Record<string, number>[]) {
  return logic.round({
    sets: sets.map((inferences, hour) => ({ timestamp: start + 3600 * hour, inferences })),
    weights: { near: 50_000, far: 50_000 },
  });
}

test("the oracle's answer is the truth of the set before", () => {
  const { weights, requests } = round(
    { near: 1000, far: 1060 },
    { near: 1, far: 1, [oracle]: 1000 },
  );
  // An error of one temperature more: shares e : 1. A fifth of that, four fifths of what stood.
  const share = 1 / (1 + Math.exp(-1));
  expect(weights).toEqual({
    near: Math.round(1e5 * (0.4 + 0.2 * share)),
    far: Math.round(1e5 * (0.4 + 0.2 * (1 - share))),
  });
  expect(requests).toEqual([]);
});

test("a silent oracle, and anybody else's answer, change nothing", () => {
  expect(round({ near: 1000, far: 1060 }, { near: 1000, far: 1060 }).weights).toEqual({});
  expect(round({ near: 1000, far: 1060 }, { near: 1000, allo1impostor: 1000 }).weights).toEqual({});
});

test("the oracle gets no weight, and loses one that it had", () => {
  const sets = [
    { timestamp: start, inferences: { near: 1000, far: 1060, [oracle]: 5 } },
    { timestamp: start + 3605, inferences: { near: 1000, [oracle]: 1000 } },
  ];
  const { weights } = logic.round({ sets, weights: { near: 50_000, [oracle]: 50_000 } });
  expect(weights?.[oracle]).toBe(0);
  expect((weights?.["near"] ?? 0) + (weights?.["far"] ?? 0)).toBe(100_000);
});

test("a second run, which sees one set or none, changes nothing", () => {
  expect(round({ near: 1000, far: 1060, [oracle]: 1000 }).weights).toEqual({});
  expect(round().weights).toEqual({});
});

test("an empty first round ends well", () => {
  const { weights, error } = logic.round({ sets: [] });
  expect(error).toBeNull();
  expect(weights).toEqual({});
});
