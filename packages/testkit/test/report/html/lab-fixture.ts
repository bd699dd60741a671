import { LADDER, makeWorld } from "@weightkit/testkit/internal/lab/attack/world";
import { worldHistory } from "@weightkit/testkit/internal/lab/attack/world-history";
import { compareLogics, type Comparison } from "@weightkit/testkit/internal/lab/compare/compare";
import { comparePage } from "@weightkit/testkit/internal/lab/compare/compare-page";
import { MemoryStore } from "@weightkit/testkit/internal/lab/sweep/cell-store";
import { sweepPlan, type SweepRequest } from "@weightkit/testkit/internal/lab/sweep/plan";
import {
  runSweep,
  sweepResult,
  type SweepResult,
} from "@weightkit/testkit/internal/lab/sweep/sweep";
import { sweepPage } from "@weightkit/testkit/internal/lab/sweep/sweep-page";
import { logicFromBytes } from "@weightkit/testkit/internal/logic/load";
import type { Logic } from "@weightkit/testkit/internal/logic/logic";
import type { ReplayPlan } from "@weightkit/testkit/internal/replay/plan";
import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import { parameterRecord } from "@weightkit/testkit/internal/wasm/parameters";
import { wat } from "../../support/wat.js";

/** What names and paths may hold that a page must show as text. */
export const EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(2)>";

const world = makeWorld({ ...LADDER, sets: 60, workers: 6 }, 1);
export const WORKERS = world.names.map(({ address }) => address);

const escaped = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");

/**
 * Gives all weight to one worker, or to another while its parameter `alpha` is above one half; `beta` and `gamma` change nothing.
 */
function follows(worker: number, other = worker): Logic {
  const text = (all: number): Buffer =>
    Buffer.from(
      JSON.stringify({
        type: "weights",
        weights: Object.fromEntries(WORKERS.map((one, i) => [one, i === all ? "1" : "0"])),
      }),
    );
  const records = ["alpha", "beta", "gamma"].map((name) =>
    parameterRecord({ name, type: "f64", value: 0.25 }),
  );
  const data = records.map(
    ({ bytes }, i) => `(data (i32.const ${64 + 64 * i}) "${escaped(bytes)}")`,
  );
  const module = wat(`(module
    (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
    (memory (export "memory") 1)
    ${data.join("\n")}
    (data (i32.const 2048) "${escaped(text(worker))}")
    (data (i32.const 8192) "${escaped(text(other))}")
    (func (export "_start")
      (i32.store (i32.const 0) (select (i32.const 8192) (i32.const 2048)
        (f64.gt (f64.load (i32.const ${64 + (records[0]?.valueAt ?? 0)})) (f64.const 0.5))))
      (i32.store (i32.const 4) (i32.const ${text(worker).length}))
      (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))`);
  return logicFromBytes("followers", module);
}

function planOf(logic: Logic, topics: readonly string[]): ReplayPlan {
  return {
    topics: topics.map((topic, i) => worldHistory({ ...world, timestamps: later(i) }, topic)),
    ...{ logic, cadences: { inference: 3600, weight: 7200 }, permissions: [], seed: 1 },
  };
}

/** The same world at other times, so that topics differ. */
const later = (topic: number): Float64Array =>
  world.timestamps.map((time) => time + topic * 40 * 86_400);

const ORIGIN = {
  madeBy: "weightkit 0.0.0",
  command: "weightkit compare a.wasm b.wasm",
  inputs: [{ role: "inferences", path: EVIL, bytes: 5, sha256: "cd".repeat(32) }],
};

export const BEST = "best";
export const WORST = `worst ${EVIL}`;

export async function comparison(topics: readonly string[]): Promise<Comparison> {
  const pool = new WorkerPool(1);
  try {
    const contenders = [
      { name: BEST, plan: planOf(follows(0), topics) },
      { name: WORST, plan: planOf(follows(5), topics) },
      { name: "third", plan: planOf(follows(2), topics) },
    ];
    return await compareLogics(contenders, { pool, measures: {}, seed: 1, shifts: 3 });
  } finally {
    await pool.close();
  }
}

export function comparisonPage(compared: Comparison): string {
  return comparePage(compared, { ...ORIGIN, names: new Map([[WORKERS[0] ?? "", EVIL]]) });
}

/** A search of the first of the parameters. */
export async function search(
  parameters: number,
  method: SweepRequest["method"],
): Promise<SweepResult> {
  const replay = planOf(follows(5, 0), ["1"]);
  const names = ["alpha", "beta", "gamma"].slice(0, parameters);
  const plan = sweepPlan(
    replay,
    {},
    {
      ...{ method, steps: 4, count: 12, seeds: 1 },
      parameters: names.map((name) => ({
        ...{ name, type: "f64", min: 0.01, max: 1, scale: "log", values: null },
      })),
      score: { training: 0.34, tests: 4, embargo: 0, seed: 1 },
    },
  );
  const store = new MemoryStore();
  const pool = new WorkerPool(1);
  try {
    await runSweep(plan, replay, { pool, store, measures: {} });
  } finally {
    await pool.close();
  }
  const result = sweepResult(plan, store);
  if (!("score" in result)) throw new Error("the sweep is not complete");
  return result;
}

export function searchPage(result: SweepResult): string {
  return sweepPage(result, ORIGIN);
}
