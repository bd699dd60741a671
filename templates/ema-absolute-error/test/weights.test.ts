import { weightLogic } from "@weightkit/testkit/testing/weight-logic";
import { expect, test } from "vitest";

const logic = weightLogic(new URL("../build/manifest.json", import.meta.url));
const sets = [{ timestamp: 1_700_006_400, inferences: { allo1a: 2500, allo1b: 2544 } }];
const delay = (seconds: number) => () => ({ delay: seconds });

test("the worker that was closer to the truth gets more weight", () => {
  const { weights } = logic.round({ sets, answer: delay(2520) });
  // Losses 20 and 24, so shares 20/44 and 24/44, inverted 24/44 and 20/44. 0.9 of the uniform start and 0.1 of that is
  // 0.504545… and 0.495454…: the chain keeps five decimals, and the last unit goes to the larger remainder.
  expect(weights).toEqual({ allo1a: 50455, allo1b: 49545 });
});

test("while the truth is not known, the weights stay", () => {
  const weights = { allo1a: 70000, allo1b: 30000 };
  expect(logic.round({ sets, weights }).weights).toEqual(weights);
});

test("an empty first round ends well", () => {
  const { weights, error } = logic.round({ sets: [] });
  expect(error).toBeNull();
  expect(weights).toEqual({});
});

test("one worker's nonsense costs only that worker", () => {
  const odd = [{ timestamp: 1_700_006_400, inferences: { allo1a: 2500, allo1b: "abc" } }];
  const { error, stderr } = logic.round({ sets: odd, answer: delay(2520) });
  expect(error).toBeNull();
  expect(stderr).toContain("allo1b");
});
