import { round, weightLogic } from "@weightkit/testkit";
import "@weightkit/testkit/vitest";
import { expect, test } from "vitest";

// The built WASM: `npm test` builds it first.
const logic = weightLogic(new URL("../build/manifest.json", import.meta.url));

test("the worker that was closer to the truth gets more weight", () => {
  const result = logic.round(round().worker("near", 2500).worker("far", 2544).truth(2520));
  expect(result).toRank(["near", "far"]);
  // Losses 20 and 24: shares 20/44 and 24/44 of the loss, inverted to 24/44 and 20/44. A tenth of that is mixed into the
  // uniform start: 0.504545… and 0.495454…, of which the chain stores hundred-thousandths.
  expect(result).toMatchWeights({ near: 50_455, far: 49_545 }, 0);
});

test("a second run, which sees nothing or a set without known truth, changes nothing", () => {
  // Whoever is not named keeps the weight that the chain has stored.
  const stored = round().weights({ near: 60_000, far: 40_000 });
  expect(logic.round(stored.worker("near", 2500).worker("far", 2544))).toMatchWeights({});
  expect(logic.round(stored)).toMatchWeights({});
});

test("an empty first round ends well", () => {
  expect(logic.round(round())).toMatchWeights({});
});
