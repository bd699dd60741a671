import { expect, it } from "vitest";
import { scheduleOf } from "../../src/replay/schedule.js";
import { topic } from "./histories.js";
import { ECONOMY } from "./reputers-plan.js";

const rows = [100, 100, 130, 140].map((time) => [time, "a", 1] as const);
const history = topic(rows);
const plan = { history, cadences: { inference: 10, weight: 20 } };

it("the next set is the first after a time, of those that the history has", () => {
  const { nextSet } = scheduleOf(plan);
  expect([0, 99.5, 100, 100.5, 129, 129.9, 130, 140, 200].map(nextSet)).toEqual([
    ...[100, 100, 130, 130, 130, 130, 140, Infinity, Infinity],
  ]);
  // Columns may have room for more rows than there are.
  const { inferences } = history;
  const shorter = { ...history, inferences: { ...inferences, length: 2 } };
  expect(scheduleOf({ ...plan, history: shorter }).nextSet(100)).toBe(Infinity);
});

it("blocks come every five seconds, or as the economy has them, or the plan", () => {
  const seconds = (change: object): number => scheduleOf({ ...plan, ...change }).blockSeconds;
  expect([
    seconds({}),
    seconds({ economy: ECONOMY }),
    seconds({ economy: ECONOMY, blockSeconds: 3 }),
  ]).toEqual([5, 2, 3]);
});
