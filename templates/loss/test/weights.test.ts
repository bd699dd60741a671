import { round, weightLogic } from "@weightkit/testkit";
import "@weightkit/testkit/vitest";
import { expect, test } from "vitest";

// The built WASM: `npm test` builds it first.
const logic = weightLogic(new URL("../build/manifest.json", import.meta.url));

test("the worker that was closer to the truth gets more weight", () => {
  const result = logic.round(round().worker("near", 2500).worker("far", 2544).truth(2520));
  expect(result).toRank(["near", "far"]);
  // Losses 20² / 2 = 200 and 24² / 2 = 288: shares 200/488 and 288/488 of the loss, inverted to 288/488 and 200/488. A tenth of that is
  // mixed into the uniform start: 0.5090… and 0.4909…, of which the chain stores hundred-thousandths.
  expect(result).toMatchWeights({ near: 50_902, far: 49_098 }, 0);
});

test("an outlier counts in proportion to its error", () => {
  const result = logic.round(round().worker("near", 2500).worker("far", 3120).truth(2520));
  // Losses 200 and 60 * (600 - 30) = 34,200, so that nearly all of the tenth goes to the other one.
  expect(result).toMatchWeights({ near: 54_942, far: 45_058 }, 0);
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
