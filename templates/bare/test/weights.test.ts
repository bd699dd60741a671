import { weightLogic } from "@weightkit/testkit";
import { expect, test } from "vitest";

// The built WASM: `npm test` builds it first.
const logic = weightLogic(new URL("../build/manifest.json", import.meta.url));

test("who answered more often gets more weight", () => {
  const { weights, stdout } = logic.round({
    sets: [
      { timestamp: 1_700_006_400, inferences: { allo1often: 1, allo1seldom: 2 } },
      { timestamp: 1_700_010_000, inferences: { allo1often: 3 } },
      { timestamp: 1_700_013_600, inferences: { allo1often: 4 } },
    ],
  });
  expect(stdout).toBe('{"type":"weights","weights":{"allo1often":"0.75","allo1seldom":"0.25"}}');
  expect(weights).toEqual({ allo1often: 75_000, allo1seldom: 25_000 });
});

test("an empty first round ends well", () => {
  const { weights, error } = logic.round({ sets: [] });
  expect(error).toBeNull();
  expect(weights).toEqual({});
});

test("a second run, which sees one set or none, changes nothing", () => {
  const set = { timestamp: 1_700_006_400, inferences: { allo1often: 1 } };
  const weights = { allo1often: 75_000, allo1seldom: 25_000 };
  expect(logic.round({ sets: [set], weights }).weights).toEqual({});
  expect(logic.round({ sets: [], weights }).weights).toEqual({});
});

test("input that does not fit is an error, not a wrong answer", () => {
  const { weights, error } = logic.roundOn(" ".repeat((1 << 20) + 1));
  expect(weights).toBeNull();
  expect(error?.code).toBe("WK437");
});
