import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import { afterAll, expect, test } from "vitest";
import { LADDER, makeWorld } from "@weightkit/testkit/internal/lab/attack/world";
import { worldHistory } from "@weightkit/testkit/internal/lab/attack/world-history";
import { cellsOf } from "@weightkit/testkit/internal/lab/sweep/cell";
import { MemoryStore } from "@weightkit/testkit/internal/lab/sweep/cell-store";
import { sweepPlan, topicPlans } from "@weightkit/testkit/internal/lab/sweep/plan";
import { runCells, type SweepProgress } from "@weightkit/testkit/internal/lab/sweep/run-cells";
import { DEFAULT_LIMITS } from "@weightkit/testkit/internal/runtime/limits";
import { parameterRecord } from "@weightkit/testkit/internal/wasm/parameters";
import { wat } from "../../support/wat.js";
import { logicFromBytes } from "@weightkit/testkit/internal/logic/load";

const { bytes, valueAt } = parameterRecord({ name: "alpha", type: "f64", value: 0 });
const RECORD = Array.from(bytes, (byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");

/** Prints nothing, so that every round fails; never ends when alpha is one half. */
const LOGIC = logicFromBytes(
  "test",
  wat(`(module (memory (export "memory") 1) (data (i32.const 0) "${RECORD}")
  (func (export "_start")
    (loop $on (br_if $on (f64.eq (f64.load (i32.const ${valueAt})) (f64.const 0.5))))))`),
);

const replay = {
  topics: ["1", "2"].map((topic) => worldHistory(makeWorld({ ...LADDER, sets: 8 }, 1), topic)),
  logic: LOGIC,
  cadences: { inference: 3600, weight: 7200 },
  limits: { ...DEFAULT_LIMITS, fuel: null, milliseconds: 200 },
  permissions: [],
  seed: 1,
};
const ALPHA = {
  name: "alpha",
  type: "f64",
  min: 0,
  max: 1,
  scale: "linear",
  values: null,
} as const;
const plan = sweepPlan(
  replay,
  {},
  {
    ...{ method: "grid", parameters: [ALPHA], steps: 5, count: 1, seeds: 1 },
    score: { training: 0.3, tests: 1, embargo: 0, seed: 1 },
  },
);
const cells = cellsOf(plan, [0, 1, 2, 3, 4], null);

const pools = [1, 2, 3].map((threads) => new WorkerPool(threads));
afterAll(() => Promise.all(pools.map((pool) => pool.close())));

test.each([1, 2, 3])("a cell that hangs costs no other, with %i threads", async (threads) => {
  const store = new MemoryStore();
  const progress: SweepProgress[] = [];
  const [pool] = pools.filter(({ size }) => size === threads);
  if (pool === undefined) throw new Error("no such pool");
  pool.warmUp({ module: "@weightkit/testkit/internal/lab/sweep/cell-job" });
  await runCells(cells, {
    ...{ pool, store, measures: {}, plans: topicPlans(replay) },
    valuesOf: (set) => new Map([["alpha", plan.sets[set]?.[0] ?? 0]]),
    onProgress: (one) => progress.push(one),
  });
  for (const { key, baseKey, set } of cells) {
    const result = store.result(key);
    const hangs = plan.sets[set]?.[0] === 0.5;
    expect(result?.failure?.slice(0, 5)).toBe(hangs ? "WK431" : "WK501");
    expect(result?.losses.length).toBe(hangs ? 0 : store.base(baseKey)?.timestamps.length);
    expect(store.base(baseKey)?.timestamps.length).toBeGreaterThan(0);
  }
  expect(progress.map(({ done }) => done)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});
