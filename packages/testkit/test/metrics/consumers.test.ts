import { expect, test } from "vitest";
import { replayText } from "../../src/report/text/replay-text.js";
import { ended, round, set, started, summarize } from "./facts.js";

test("a consumer's inferences are judged set by set, with how much of the weight was there", () => {
  // Weights 3 : 1, the third worker's 4 is absent from the sets: coverage 4 of 8.
  const facts = [
    started(),
    round(0, 90, { weights: [0.3, 0.1, 0.4] }),
    // Mean 12.5, spread sqrt(0.75 * 6.25 + 0.25 * 56.25) = 4.33; the largest alone 10, no spread.
    set(100, [10, 20], { weights: [0.3, 0.1], truth: 12, truthAvailableAt: 100 }),
    set(110, [10, 10], { weights: [0.3, 0.1], truth: 12, truthAvailableAt: 110 }),
    // No truth: nothing to judge.
    set(120, [1, 1], { weights: [0.3, 0.1] }),
    ended(),
  ];
  const consumers = [{ kind: "mean" }, { kind: "top", count: 1 }] as const;
  const summary = summarize(facts, { consumers });
  expect(summary.consumers).toMatchObject([
    { transformation: "mean", sets: 2, error: (0.5 + 2) / 2 },
    { transformation: "top=1", sets: 2, error: 2 },
  ]);
  expect(summary.consumers[0]?.confidence).toBeCloseTo(
    (0.5 / (1 + Math.sqrt(18.75) / 12.5) + 0.5) / 2,
    12,
  );
  expect(summary.consumers[1]?.confidence).toBeCloseTo(0.5, 12);
  expect(replayText(summary)).toMatch(/^  top=1 +2 +2\.00000 +50\.0%$/m);
  expect(summarize(facts).consumers).toEqual([]);
});

test("coverage counts the weight of strangers, and none of workers without weight", () => {
  const facts = [
    started(),
    // 0.3 and 0.1 of 0.3 + 0.1 + 0.4 are there; the third worker has no weight.
    round(0, 90, { weights: [0.3, 0.1, NaN], others: [{ address: "allo1x", weight: 0.4 }] }),
    set(100, [10, 10], { weights: [0.3, 0.1], truth: 12, truthAvailableAt: 100 }),
    ended(),
  ];
  const { consumers } = summarize(facts, { consumers: [{ kind: "mean" }] });
  expect(consumers[0]?.confidence).toBeCloseTo(0.5, 12);
});
