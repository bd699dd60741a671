import { expect, test } from "vitest";
import { withLogicParameters } from "../../src/logic/with-parameters.js";
import { nothingAsked } from "../../src/runtime/engine.js";
import { DEFAULT_LIMITS } from "../../src/runtime/limits.js";
import { ParameterFamily } from "../../src/runtime/v8/parameter-family.js";
import { v8Engine } from "../../src/runtime/v8/v8-engine.js";
import { parameterRecord } from "../../src/wasm/parameters.js";
import { watLogic } from "../support/wat.js";

const { bytes, valueAt } = parameterRecord({ name: "alpha", type: "f64", value: 0.5 });
const RECORD = Array.from(bytes, (byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");
const OPTIONS = { limits: DEFAULT_LIMITS, metered: true } as const;

/** Prints as many bytes as its parameter is large, from a global that the start function sets; traps on the whole part of NaN. */
const text = (data: string, init = ""): string => `(module
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  ${data}
  (global $count (mut f64) (f64.const 0))
  (func $init ${init} (global.set $count (f64.load (i32.const ${64 + valueAt}))))
  (start $init)
  (func $use (export "_start")
    (i32.store (i32.const 0) (i32.const 1024))
    (i32.store (i32.const 4) (i32.trunc_f64_s (global.get $count)))
    ;; What a run writes over the value is gone in the next.
    (f64.store (i32.const ${64 + valueAt}) (f64.const 3))
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))`;

const ACTIVE = text(`(data (i32.const 64) "${RECORD}")`);
const COPIED = text(
  `(data $d "${RECORD}")`,
  `(memory.init $d (i32.const 64) (i32.const 0) (i32.const ${bytes.length}))`,
);

test.each([
  ["in a segment that instantiation copies", ACTIVE],
  ["in a segment that the code copies", COPIED],
])("with a value %s each member runs as the package with its values", (_, source) => {
  const logic = watLogic(source);
  const family = new ParameterFamily(logic, OPTIONS);
  for (const alpha of [0.5, 7, 12.5, Number.NaN, 0, 7, 1e300]) {
    const values = new Map([["alpha", alpha]]);
    const published = withLogicParameters(logic, values);
    const member = family.member(values);
    expect(member.logic).toEqual(published);
    const outcome = member.run(nothingAsked);
    expect(outcome).toEqual(v8Engine.prepare(published, OPTIONS).run(nothingAsked));
    expect(outcome.stdout).toHaveLength(alpha < 100 ? Math.trunc(alpha) : 0);
    expect(outcome.exitCode).toBe(Number.isNaN(alpha) ? 10 : alpha > 100 ? 8 : 0);
  }
});

test("members keep their values when they run in turn", () => {
  const family = new ParameterFamily(watLogic(ACTIVE), OPTIONS);
  const members = [3, 9].map((alpha) => family.member(new Map([["alpha", alpha]])));
  const lengths = [0, 1, 0, 1].map((i) => members[i]?.run(nothingAsked).stdout.length);
  expect(lengths).toEqual([3, 9, 3, 9]);
});
