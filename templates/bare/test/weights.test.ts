import { round, weightLogic } from "@weightkit/testkit";
import "@weightkit/testkit/vitest";
import { expect, test } from "vitest";

// The built WASM: `npm test` builds it first.
const logic = weightLogic(new URL("../build/manifest.json", import.meta.url));

const often = round().worker("often", 1);

test("who answered more often gets more weight", () => {
  const result = logic.round(
    often.worker("seldom", 2).set().worker("often", 3).set().worker("often", 4),
  );
  expect(result.stdout).toBe('{"type":"weights","weights":{"often":"0.75","seldom":"0.25"}}');
  expect(result).toMatchWeights({ often: 75_000, seldom: 25_000 }, 0);
});

test("an empty first round ends well", () => {
  expect(logic.round(round())).toMatchWeights({});
});

test("a second run, which sees one set or none, changes nothing", () => {
  const weights = { often: 75_000, seldom: 25_000 };
  expect(logic.round(often.weights(weights))).toMatchWeights({});
  expect(logic.round(round().weights(weights))).toMatchWeights({});
});

test("input that does not fit is an error, not a wrong answer", () => {
  const result = logic.roundOn(" ".repeat((1 << 20) + 1));
  expect(result).toFailWith("WK437");
  expect(result.weights).toBeNull();
});
