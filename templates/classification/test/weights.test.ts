import { weightLogic } from "@weightkit/testkit";
import { expect, test } from "vitest";

// The built WASM: `npm test` builds it first.
const logic = weightLogic(new URL("../build/manifest.json", import.meta.url));

const snow = { class: 3 };

test("who names the right class more often gets more weight", () => {
  const { weights } = logic.round({
    sets: [1, 2, 3, 4, 5].map((hour) => ({
      timestamp: 1_700_000_000 + 3600 * hour,
      inferences: { allo1right: 3, allo1often: hour === 1 ? 2 : 3 },
    })),
    answer: () => snow,
  });
  // Wrong 0 and 0.2 of the time: two temperatures apart, so shares e^2 : 1. A fifth of that, four fifths of the uniform start.
  const share = 1 / (1 + Math.exp(-2));
  expect(weights?.["allo1right"]).toBe(Math.round(1e5 * (0.4 + 0.2 * share)));
  expect(weights?.["allo1often"]).toBe(Math.round(1e5 * (0.4 + 0.2 * (1 - share))));
});

test("classes are names, not amounts: far off is as wrong as near", () => {
  const { weights } = logic.round({
    sets: [{ timestamp: 1_700_006_400, inferences: { allo1near: 2, allo1far: 0, allo1right: 3 } }],
    answer: () => snow,
  });
  const [near, far] = [weights?.["allo1near"] ?? NaN, weights?.["allo1far"] ?? NaN];
  // Three shares do not divide 100,000 evenly: a unit may be left over.
  expect(Math.abs(near - far)).toBeLessThanOrEqual(1);
  expect(near).toBeLessThan(weights?.["allo1right"] ?? 0);
});

test("a number that is not a class counts as wrong, with a note", () => {
  const { weights, stderr } = logic.round({
    sets: [{ timestamp: 1_700_006_400, inferences: { allo1odd: 4, allo1wrong: 0 } }],
    answer: () => snow,
  });
  expect(weights).toEqual({ allo1odd: 50_000, allo1wrong: 50_000 });
  expect(stderr).toContain('"allo1odd", whose inference is not a valid class');
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
