import type { TopicHistory } from "../../src/history/history.js";
import type { FakePlan } from "./fake-logic.js";
import { topic } from "./histories.js";

// Sets at 100, 110, … 140; due runs every 20. Second runs have their own tests.
export const ROWS = [100, 110, 120, 130, 140].flatMap((timestamp, i) => [
  [timestamp, "b", 10 + i] as const,
  [timestamp, "a", 20 + i] as const,
]);
export const TRUTHS = [100, 110, 120, 130].map(
  (timestamp) => [timestamp, timestamp / 10, timestamp + 11] as const,
);

/** A plan of two workers over five sets, with single runs. */
export function plan(
  logic: FakePlan["logic"],
  change: Partial<FakePlan> = {},
  history: TopicHistory = topic(ROWS, TRUTHS),
): FakePlan {
  return {
    history,
    cadences: { inference: 10, weight: 20 },
    logic,
    engine: "fake",
    http: () => null,
    permissions: ["https://a/"],
    seed: 5,
    singleRuns: true,
    ...change,
  };
}
