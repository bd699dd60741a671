import { round, weightLogic } from "@weightkit/testkit";
import "@weightkit/testkit/vitest";
import { expect, test } from "vitest";

// The built WASM: `npm test` builds it first.
const logic = weightLogic(new URL("../build/manifest.json", import.meta.url));

const oracle = "allo13qkk7hkz6x4lf52ghhpg9wq5h3l5jvzda8jc34";
const stored = round().weights({ near: 50_000, far: 50_000 });
const answers = stored.workers({ near: 1000, far: 1060 });

test("the oracle's answer is the truth of the set before", () => {
  const result = logic.round(answers.set().workers({ near: 1, far: 1, [oracle]: 1000 }));
  // An error of one temperature more: shares e : 1. A fifth of that, four fifths of what stood.
  const share = 1 / (1 + Math.exp(-1));
  expect(result).toMatchWeights({
    near: 1e5 * (0.4 + 0.2 * share),
    far: 1e5 * (0.4 + 0.2 * (1 - share)),
  });
  expect(result.requests).toEqual([]);
});

test("a silent oracle, and anybody else's answer, change nothing", () => {
  expect(logic.round(answers.set().workers({ near: 1000, far: 1060 }))).toMatchWeights({});
  expect(logic.round(answers.set().workers({ near: 1000, impostor: 1000 }))).toMatchWeights({});
});

test("the oracle gets no weight, and loses one that it had", () => {
  const sets = answers
    .worker(oracle, 5)
    .set()
    .workers({ near: 1000, [oracle]: 1000 });
  const result = logic.round(sets.weights({ near: 50_000, [oracle]: 50_000 }));
  expect(result.weights?.[oracle]).toBe(0);
  expect(result).toSumToOne();
});

test("a second run, which sees one set or none, changes nothing", () => {
  expect(logic.round(answers.worker(oracle, 1000))).toMatchWeights({});
  expect(logic.round(stored)).toMatchWeights({});
});

test("an empty first round ends well", () => {
  expect(logic.round(round())).toMatchWeights({});
});
