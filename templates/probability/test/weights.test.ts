import { round, weightLogic } from "@weightkit/testkit";
import "@weightkit/testkit/vitest";
import { expect, test } from "vitest";

// The built WASM: `npm test` builds it first.
const logic = weightLogic(new URL("../build/manifest.json", import.meta.url));

test("who called what came true likelier gets more weight", () => {
  const result = logic.round(round().workers({ sure: 0.8, unsure: 0.2 }).truth(1));
  // Bayes' rule on equal weights: 0.8 and 0.2. A fiftieth is spread evenly, and the rest is shared so.
  expect(result).toMatchWeights({ sure: 79_400, unsure: 20_600 }, 0);
});

test("staying away counts as saying 50 %", () => {
  const result = logic.round(
    round().workers({ one: 0.8, two: 0.8 }).truth(1).set().worker("one", 0.75).truth(1),
  );
  // 0.75 against 0.5: shares 0.6 and 0.4.
  expect(result).toMatchWeights({ one: 59_800, two: 40_200 }, 0);
});

test("an answer above certainty is left out, with a note, and costs as much as staying away", () => {
  const result = logic.round(round().workers({ odd: 73, even: 0.5 }).truth(0));
  expect(result).toMatchWeights({ odd: 50_000, even: 50_000 }, 0);
  expect(result.stderr).toContain('left out "odd"');
});

test("an empty first round ends well", () => {
  expect(logic.round(round())).toMatchWeights({});
});

test("a second run, which sees nothing or a set without known truth, changes nothing", () => {
  const stored = round().weights({ one: 60_000, two: 40_000 });
  expect(logic.round(stored.workers({ one: 1, new: 1 }))).toMatchWeights({});
  expect(logic.round(stored)).toMatchWeights({});
});
