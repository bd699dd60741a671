import { type JudgedRound, round, weightLogic } from "@weightkit/testkit";
import "@weightkit/testkit/vitest";
import { expect, test } from "vitest";

// The built WASM: `npm test` builds it first.
const logic = weightLogic(new URL("../build/manifest.json", import.meta.url));

/** Shares of 100,000 units for logarithms of weights. */
function shares(logs: Readonly<Record<string, number>>): Record<string, number> {
  const sum = Object.values(logs).reduce((total, log) => total + Math.exp(log), 0);
  return Object.fromEntries(
    Object.entries(logs).map(([name, log]) => [name, (1e5 * Math.exp(log)) / sum]),
  );
}

test("the first set moves the weights a little: their logarithms by a quarter on average", () => {
  const result = logic.round(round().workers({ good: 1000, bad: 1300 }).truth(1000));
  expect(result).toMatchWeights(shares({ good: 0.25, bad: -0.25 }));
});

test("the spread grows with what the ranking saves, and with errors that all have in common", () => {
  const before = shares({ good: 0.25, bad: -0.25 });
  const result = logic.round(
    round().weights(rounded(before)).workers({ good: 1000, bad: 1300 }).truth(1000),
  );
  // At a spread of 2 the combination's error is 300 / (1 + exp(4)); mean and median err by 150, the mean error. One set grows the
  // spread by the factor e at most.
  const saved = (150 - 300 / (1 + Math.exp(4))) / 150;
  const spread = 0.25 * Math.exp(Math.min(1, saved + 0.3 * (1 - 0.5)));
  expect(result).toMatchWeights(shares({ good: spread, bad: -spread }));
});

test("where errors cancel and the ranking saves nothing, the weights come closer to each other", () => {
  const before = shares({ a: 0.4, b: 0.4, c: -0.4, d: -0.4 });
  const result = logic.round(
    round().weights(rounded(before)).workers({ a: 900, b: 890, c: 1100, d: 1110 }).truth(1000),
  );
  expect(Math.log(weightOf(result, "a") / weightOf(result, "d"))).toBeLessThan(0.8);
});

test("who repeats the median gains nothing by being right", () => {
  const sets = round().workers({ low: 800, echo: 1000, high: 1200, higher: 1500, lowest: 500 });
  const result = logic.round(sets.truth(1000));
  expect(weightOf(result, "echo")).toBeLessThan(weightOf(result, "low"));
});

test("a new worker starts one spread below the average", () => {
  const before = shares({ one: 0.5, two: -0.5 });
  const result = logic.round(
    round().weights(rounded(before)).workers({ one: 1000, two: 1300, new: 1150 }).truth(1000),
  );
  expect(weightOf(result, "new")).toBeLessThan(weightOf(result, "one"));
});

test("an empty round, and a set without known truth, change nothing", () => {
  const before = round().weights({ one: 60_000, two: 40_000 });
  expect(logic.round(before.workers({ one: 1, new: 1 }))).toMatchWeights({});
  expect(logic.round(before)).toMatchWeights({});
  expect(logic.round(round())).toMatchWeights({});
});

/** As the chain stores them. */
function rounded(weights: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(weights).map(([name, w]) => [name, Math.round(w)]));
}

function weightOf({ weights }: JudgedRound, worker: string): number {
  return weights?.[worker] ?? NaN;
}
