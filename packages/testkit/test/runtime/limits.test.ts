import { describe, expect, it } from "vitest";
import { nothingAsked } from "../../src/runtime/engine.js";
import { DEFAULT_LIMITS } from "../../src/runtime/limits.js";
import type { Limits } from "../../src/runtime/limits.js";
import { v8Engine } from "../../src/runtime/v8/v8-engine.js";
import { runWat, start, textOf } from "../support/run.js";
import { watLogic } from "../support/wat.js";

const WRITE =
  '(import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))';
/** Writes 1,000 bytes to a stream, forever. */
const flood = (fd: number) =>
  start(
    `(i32.store (i32.const 0) (i32.const 100)) (i32.store (i32.const 4) (i32.const 1000))
     (loop (drop (call $write (i32.const ${fd}) (i32.const 0) (i32.const 1) (i32.const 8))) (br 0))`,
    WRITE,
  );

const runMetered = (text: string, limits: Partial<Limits>) =>
  v8Engine
    .prepare(watLogic(text), { limits: { ...DEFAULT_LIMITS, ...limits }, metered: true })
    .run(nothingAsked);

describe("limits", () => {
  it("ends an endless loop when the time is up: exit 15, ours 4", () => {
    const outcome = runWat(start("(loop (br 0))"), {}, { milliseconds: 50 });
    expect(outcome.failure).toMatchObject({ code: "WK431", exit: 4 });
    expect(outcome.exitCode).toBe(15);
  });

  it("ends a guest that floods stdout, keeping what fits", () => {
    const outcome = runWat(flood(1), {}, { stdoutBytes: 2500 });
    expect(outcome.failure).toMatchObject({ code: "WK438", exit: 4 });
    expect(outcome.stdout.length).toBe(2500);
  });

  it("ends a guest that floods stderr", () => {
    const outcome = runWat(flood(2), {}, { stderrBytes: 10_000 });
    expect(outcome.failure).toMatchObject({ code: "WK439", exit: 4 });
  });

  it("takes output that just fits", () => {
    const body = `(i32.store (i32.const 4) (i32.const 1000))
      (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))`;
    const outcome = runWat(start(body, WRITE), {}, { stdoutBytes: 1000 });
    expect(outcome.failure).toBeNull();
    expect(outcome.stdout.length).toBe(1000);
  });

  // Fuel by the rule of wasmtime: entering the function 1, loop 0, br 1 a turn.
  it("stops at the end of the fuel: exit 1, ours 4", () => {
    const outcome = runMetered(start("(loop (br 0))"), { fuel: 1000 });
    expect(outcome.exitCode).toBe(1);
    expect(outcome.failure).toMatchObject({ code: "WK430", exit: 4 });
    expect(outcome.fuel).toBe(1000);
  });

  it("reports the fuel used", () => {
    // Entering 1, i32.const 1, drop 0, nop 0.
    expect(runMetered(start("(drop (i32.const 1)) nop"), { fuel: 1000 }).fuel).toBe(2);
    expect(runMetered(start("(drop (i32.const 1)) nop"), { fuel: null }).fuel).toBe(2);
  });

  it("lets memory grow to the limit and no further", () => {
    const grow = (pages: number) =>
      start(`(if (i32.eq (memory.grow (i32.const ${pages})) (i32.const -1)) (then unreachable))`);
    for (const metered of [true, false]) {
      const options = { limits: { ...DEFAULT_LIMITS, memoryPages: 10 }, metered };
      const run = (pages: number) =>
        v8Engine.prepare(watLogic(grow(pages)), options).run(nothingAsked);
      expect(run(9)).toMatchObject({ exitCode: 0, memoryPages: 10 });
      expect(run(10)).toMatchObject({ exitCode: 11, memoryPages: 1 });
    }
  });

  it("refuses a module that asks for more memory at its start", () => {
    const text = '(module (memory (export "memory") 11) (func (export "_start")))';
    expect(() => runMetered(text, { memoryPages: 10 })).toThrow(
      expect.objectContaining({ code: "WK453", exit: 4 }),
    );
  });

  it("runs a start function that calls the host, before _start", () => {
    const text = `(module ${WRITE} (memory (export "memory") 1) (data (i32.const 100) "ab")
      (func $say (param i32)
        (i32.store (i32.const 0) (local.get 0)) (i32.store (i32.const 4) (i32.const 1))
        (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))))
      (func $first (call $say (i32.const 100))) (start $first)
      (func (export "_start") (call $say (i32.const 101))))`;
    for (const metered of [true, false]) {
      const options = { limits: { ...DEFAULT_LIMITS, memoryPages: null }, metered };
      const outcome = v8Engine.prepare(watLogic(text), options).run(nothingAsked);
      expect(textOf(outcome.stdout)).toBe("ab");
      expect(outcome.fuel === null).toBe(!metered);
    }
  });

  it("leaves nothing of one run to the next", () => {
    const logic = watLogic(
      `(module ${WRITE} (memory (export "memory") 1) (global $n (mut i32) (i32.const 48))
         (func (export "_start")
           (i32.store8 (i32.const 100) (i32.add (global.get $n) (i32.load8_u (i32.const 200))))
           (global.set $n (i32.const 57)) (i32.store8 (i32.const 200) (i32.const 3))
           (i32.store (i32.const 0) (i32.const 100)) (i32.store (i32.const 4) (i32.const 1))
           (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
           (if (i32.eqz (i32.load8_u (i32.const 300))) (then (i32.store8 (i32.const 300) (i32.const 1)) unreachable))))`,
    );
    const prepared = v8Engine.prepare(logic, { limits: DEFAULT_LIMITS, metered: true });
    const first = prepared.run(nothingAsked);
    const second = prepared.run(nothingAsked);
    expect(textOf(first.stdout)).toBe("0");
    expect(second).toEqual(first);
  });
});
