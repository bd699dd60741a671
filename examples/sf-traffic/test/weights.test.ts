import { weightLogic } from "@weightkit/testkit";
import { expect, test } from "vitest";

// The built WASM: `npm test` builds it first.
const logic = weightLogic(new URL("../build/manifest.json", import.meta.url));

test("the worker that was closer to the truth gets more weight", () => {
  const { weights } = logic.round({
    sets: [{ timestamp: 1_700_006_400, inferences: { allo1near: 2500, allo1far: 2544 } }],
    answer: () => ({ delay: 2520 }),
  });
  // Losses 20 and 24: shares 20/44 and 24/44 of the loss, inverted to 24/44 and 20/44. A tenth of that is mixed into the
  // uniform start: 0.504545… and 0.495454…, of which the chain stores hundred-thousandths.
  expect(weights).toEqual({ allo1near: 50_455, allo1far: 49_545 });
});

test("no weight changes while no truth is known", () => {
  const { weights, error } = logic.round({
    sets: [{ timestamp: 1_700_006_400, inferences: { allo1near: 2500, allo1far: 2544 } }],
    weights: { allo1near: 60_000, allo1far: 40_000 },
  });
  expect(error).toBeNull();
  expect(weights).toEqual({ allo1near: 60_000, allo1far: 40_000 });
});

test("an empty first round ends well", () => {
  const { weights, error } = logic.round({ sets: [] });
  expect(error).toBeNull();
  expect(weights).toEqual({});
});
