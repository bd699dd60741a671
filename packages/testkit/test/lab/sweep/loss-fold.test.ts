import { expect, test } from "vitest";
import { LADDER, makeWorld } from "../../../src/lab/attack/world.js";
import { worldHistory } from "../../../src/lab/attack/world-history.js";
import { LossFold } from "../../../src/lab/sweep/loss-fold.js";
import { Evaluator } from "../../../src/metrics/evaluate.js";
import type { SummaryOptions } from "../../../src/metrics/summary-options.js";
import { replayTopic } from "../../../src/replay/drive.js";
import { DEFAULT_LIMITS } from "../../../src/runtime/limits.js";
import { v8Engine } from "../../../src/runtime/v8/v8-engine.js";
import { watLogic } from "../../support/wat.js";

test.each<SummaryOptions>([
  {},
  { warmUpRounds: 3 },
  { lossScale: "relative" },
  { lossScale: "log", warmUpRounds: 1 },
])("losses and sets are those of a whole evaluation: %j", (measures) => {
  const world = makeWorld({ ...LADDER, sets: 40 }, 1);
  const text = `{"type":"weights","weights":{${world.names.map(({ address }, i) => `"${address}":"0.${i}"`).join(",")}}}`;
  const logic = watLogic(`(module
    (import "wasi_snapshot_preview1" "fd_write" (func $w (param i32 i32 i32 i32) (result i32)))
    (memory (export "memory") 1)
    (data (i32.const 16) "${text.replaceAll('"', String.raw`\22`)}")
    (func (export "_start")
      (i32.store (i32.const 0) (i32.const 16)) (i32.store (i32.const 4) (i32.const ${text.length}))
      (drop (call $w (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))`);
  const plan = {
    ...{ logic, history: worldHistory(world, "1"), permissions: [], seed: 1 },
    cadences: { inference: LADDER.inferenceCadence, weight: LADDER.weightCadence },
  };
  const prepared = v8Engine.prepare(logic, { limits: DEFAULT_LIMITS, metered: true });
  const fold = new LossFold(measures, true);
  const evaluator = new Evaluator(measures);
  for (const fact of replayTopic(plan, { engine: "v8", logic: prepared, http: () => null })) {
    fold.add(fact);
    evaluator.add(fact);
  }
  const [topic] = evaluator.losses();
  expect(fold.failure).toBeNull();
  expect(fold.timestamps.length).toBeGreaterThan(20);
  expect(fold.timestamps).toEqual(topic?.timestamps);
  expect(fold.weighted).toEqual(topic?.losses.get("weighted"));
  expect(fold.equal).toEqual(topic?.losses.get("equal"));
  expect(fold.median).toEqual(topic?.losses.get("median"));
  expect(fold.weighted).not.toEqual(fold.equal);
});
