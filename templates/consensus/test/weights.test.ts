import { round, weightLogic } from "@weightkit/testkit";
import "@weightkit/testkit/vitest";
import { expect, test } from "vitest";

// The built WASM: `npm test` builds it first.
const logic = weightLogic(new URL("../build/manifest.json", import.meta.url));

/** A round that sees this set twice, since a round of one set changes nothing. Values in ETH; the chain stores hundredths. */
const twice = (values: Record<string, number>) => round().workers(values).set().workers(values);

test("twice as far from the median is a quarter of the weight", () => {
  const result = logic.round(twice({ a: 20, b: 20.2, c: 19.8, d: 19, e: 22 }));
  // The median is 2000; within 50 all count as 50. Factors 1, 1, 1, 1/4, 1/16 of a sum of 3.3125; a tenth is spread evenly.
  const weight = (part: number) => 1e5 * (0.02 + (0.9 * part) / 3.3125);
  const same = weight(1);
  expect(result).toMatchWeights({ a: same, b: same, c: same, d: weight(1 / 4), e: weight(1 / 16) });
});

test("one worker, all agreeing, and an odd count end well", () => {
  expect(logic.round(twice({ a: 20 }))).toMatchWeights({ a: 100_000 }, 0);
  const equal = { a: 25e3, b: 25e3, c: 25e3, d: 25e3 };
  expect(logic.round(twice({ a: 0.07, b: 0.07, c: 0.07, d: 0.07 }))).toMatchWeights(equal, 0);
  expect(logic.round(twice({ a: 20, b: 20, c: 90 }))).toSumToOne();
});

test("staying away costs weight", () => {
  const four = { a: 20, b: 20, c: 20, d: 20 };
  const result = logic.round(
    round()
      .workers({ ...four, e: 20 })
      .set()
      .workers(four),
  );
  expect(result).toRank(["a", "e"]);
});

test("nobody gets more than 40 %", () => {
  const { weights } = logic.round(twice({ a: 20, b: 20, c: 90, d: 0.01 }));
  expect(Math.max(...Object.values(weights ?? {}))).toBeLessThanOrEqual(40_000);
});

test("an empty first round ends well", () => {
  expect(logic.round(round())).toMatchWeights({});
});

test("a second run, which sees one set or none, changes nothing", () => {
  const stored = round().weights({ a: 60_000, b: 40_000 });
  expect(logic.round(stored.workers({ a: 20, b: 90 }))).toMatchWeights({});
  expect(logic.round(stored)).toMatchWeights({});
});
