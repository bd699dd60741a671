import { weightLogic } from "@weightkit/testkit";
import { expect, test } from "vitest";

// The built WASM: `npm test` builds it first.
const logic = weightLogic(new URL("../build/manifest.json", import.meta.url));

const certain = 1_000_000;

test("who called what came true likelier gets more weight", () => {
  const { weights } = logic.round({
    sets: [
      {
        timestamp: 1_700_006_400,
        inferences: { allo1sure: 0.8 * certain, allo1unsure: 0.2 * certain },
      },
    ],
    answer: () => ({ rained: 1 }),
  });
  // Bayes' rule on equal weights: 0.8 and 0.2. A fiftieth is spread evenly, and the rest is shared so.
  expect(weights).toEqual({ allo1sure: 79_400, allo1unsure: 20_600 });
});

test("staying away counts as saying 50 %", () => {
  const { weights } = logic.round({
    sets: [
      {
        timestamp: 1_700_006_400,
        inferences: { allo1one: 0.8 * certain, allo1two: 0.8 * certain },
      },
      { timestamp: 1_700_010_000, inferences: { allo1one: 0.75 * certain } },
    ],
    answer: () => ({ rained: 1 }),
  });
  // 0.75 against 0.5: shares 0.6 and 0.4.
  expect(weights).toEqual({ allo1one: 59_800, allo1two: 40_200 });
});

test("an answer above certainty is left out, with a note, and costs as much as staying away", () => {
  const { weights, stderr } = logic.round({
    sets: [
      {
        timestamp: 1_700_006_400,
        inferences: { allo1odd: 73 * certain, allo1even: 0.5 * certain },
      },
    ],
    answer: () => ({ rained: 0 }),
  });
  expect(weights).toEqual({ allo1odd: 50_000, allo1even: 50_000 });
  expect(stderr).toContain('left out "allo1odd"');
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
