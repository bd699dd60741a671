import { expect, test } from "vitest";
import { LADDER, makeWorld } from "../../../src/lab/attack/world.js";
import { worldHistory } from "../../../src/lab/attack/world-history.js";
import { cellsOf } from "../../../src/lab/sweep/cell.js";
import { sweepPlan } from "../../../src/lab/sweep/plan.js";
import type { ReplayPlan } from "../../../src/replay/plan.js";
import { watLogic } from "../../support/wat.js";

const logic = watLogic(`(module (func (export "_start")))`);
const other = watLogic(`(module (func (export "_start") nop))`);
const world = makeWorld({ ...LADDER, sets: 8 }, 1);
const PLAN: ReplayPlan = {
  ...{ logic, topics: [worldHistory(world, "1")], permissions: [], seed: 1 },
  cadences: { inference: LADDER.inferenceCadence, weight: LADDER.weightCadence },
};

/** Keys of a search of one parameter set. */
function keys(change: Partial<ReplayPlan> = {}): string[] {
  const alpha = {
    name: "alpha",
    type: "f64",
    min: 0,
    max: 1,
    scale: "linear",
    values: null,
  } as const;
  const score = { training: 0.5, tests: 2, embargo: 0, seed: 1 };
  const request = {
    method: "grid",
    parameters: [alpha],
    steps: 2,
    count: 2,
    seeds: 1,
    score,
  } as const;
  const plan = sweepPlan({ ...PLAN, ...change }, {}, request);
  return cellsOf(plan, [0], null).map(({ key }) => key);
}

test("the same settings have the same cells", () => {
  expect(keys()).toEqual(keys());
});

test.each<[string, Partial<ReplayPlan>]>([
  ["a late round", { disturbances: { late: new Map([[3, 600]]) } }],
  ["another late round", { disturbances: { late: new Map([[4, 600]]) } }],
  ["a skipped round", { disturbances: { skip: new Set([3]) } }],
  ["an outage", { disturbances: { outages: [{ from: 0, to: 9 }] } }],
  ["a topic of another name", { topics: [worldHistory(world, "2")] }],
  [
    "a topic's own cadence",
    { perTopic: new Map([["1", { cadences: { inference: 60, weight: 60 } }]]) },
  ],
  ["a topic's own logic", { perTopic: new Map([["1", { logic: other }]]) }],
])("%s has other cells", (_, change) => {
  expect(keys(change)).not.toEqual(keys());
});

test("settings that differ only in a map or a set have different cells", () => {
  const late = (index: number) => keys({ disturbances: { late: new Map([[index, 600]]) } });
  const skip = (index: number) => keys({ disturbances: { skip: new Set([index]) } });
  expect(late(3)).not.toEqual(late(4));
  expect(skip(3)).not.toEqual(skip(4));
});
