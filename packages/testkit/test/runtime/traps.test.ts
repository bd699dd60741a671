import { describe, expect, it } from "vitest";
import { isAmbiguous, trapKind } from "../../src/runtime/v8/trap-kind.js";
import { runWat, start } from "../support/run.js";

/** Exit codes from the table in bls-runtime's error_process (its source), not from our output. */
const TRAPS: readonly [string, number, string][] = [
  ["unreachable", 11, start("unreachable")],
  ["memory out of bounds", 3, start("(drop (i32.load (i32.const 65536)))")],
  ["divide by zero", 9, start("(drop (i32.div_s (i32.const 1) (i32.const 0)))")],
  ["remainder by zero", 9, start("(drop (i64.rem_u (i64.const 1) (i64.const 0)))")],
  ["integer overflow", 8, start("(drop (i32.div_s (i32.const 0x80000000) (i32.const -1)))")],
  ["float too large", 8, start("(drop (i32.trunc_f64_s (f64.const 1e20)))")],
  ["stack exhausted", 2, start("(call $start)")],
  ["misaligned atomic", 4, start("(drop (i32.atomic.load (i32.const 1)))")],
  ["table out of bounds", 5, start("(call_indirect (i32.const 7))", "", "(table 1 funcref)")],
  [
    "table.get out of bounds",
    5,
    start("(drop (table.get 0 (i32.const 7)))", "", "(table 1 funcref)"),
  ],
  [
    "table.init out of bounds",
    5,
    start(
      "(table.init 0 (i32.const 0) (i32.const 0) (i32.const 9))",
      "",
      "(table 1 funcref) (elem func $f) (func $f)",
    ),
  ],
  [
    "memory.init out of bounds",
    3,
    start("(memory.init 0 (i32.const 0) (i32.const 0) (i32.const 9))", "", '(data "x")'),
  ],
  [
    "memory.fill out of bounds",
    3,
    start("(memory.fill (i32.const 65530) (i32.const 0) (i32.const 9))"),
  ],
  [
    "indirect call of a wrong type",
    7,
    start("(call_indirect (i32.const 0))", "", "(table funcref (elem $f)) (func $f (param i32))"),
  ],
];

/** What V8 itself does not distinguish. */
const PROBED: readonly [string, number, string][] = [
  ["a float that is not a number", 10, start("(drop (i32.trunc_f64_s (f64.const nan)))")],
  ["an f32 that is not a number", 10, start("(drop (i64.trunc_f32_u (f32.const nan)))")],
  ["a null element", 6, start("(call_indirect (i32.const 0))", "", "(table 1 funcref)")],
  [
    "a null element after many calls that went well",
    6,
    start(
      `(local $i i32) (loop (call_indirect (i32.ge_u (local.get $i) (i32.const 50)))
         (local.set $i (i32.add (local.get $i) (i32.const 1))) (br 0))`,
      "",
      "(table 2 funcref) (elem (i32.const 0) $f) (func $f)",
    ),
  ],
];

/** Atomic operators are not for older runtimes. */
const runNewest = (text: string) => runWat(text, {}, {}, { runtime: "0.6.3" });

describe("traps", () => {
  it.each(PROBED)("%s exits %d", (_name, exitCode, text) => {
    expect(runNewest(text).exitCode).toBe(exitCode);
  });

  it.each(TRAPS)("%s exits %d", (_name, exitCode, text) => {
    const outcome = runNewest(text);
    expect(outcome.exitCode).toBe(exitCode);
    expect(outcome.failure?.exit).toBe(1);
  });

  it("gives the guest's stack, innermost first, with names", () => {
    const outcome = runWat(
      start("(call $middle)", "", "(func $middle (call $inner)) (func $inner unreachable)"),
    );
    expect(outcome.failure?.trace.map((frame) => frame.name)).toEqual(["inner", "middle", "start"]);
    expect(outcome.failure?.code).toBe("WK434");
  });

  it("ends an endless loop in time", () => {
    const outcome = runWat(start("(loop (br 0))"), {}, { milliseconds: 50 });
    expect(outcome.failure).toMatchObject({ code: "WK431", exit: 4 });
    expect(outcome.exitCode).toBe(15);
  });
});

// The messages of V8 11 to 14.1 (Node 20 to 25) and of the one in Node 26, from their builds.
describe("V8's message", () => {
  it.each([
    ["null function or function signature mismatch", 7, true],
    ["function signature mismatch", 7, true],
    ["null function", 6, false],
    ["float unrepresentable in integer range", 8, true],
    ["table index is out of bounds", 5, false],
    ["operation does not support unaligned accesses", 4, false],
  ])("%s is exit %i", (message, exitCode, ambiguous) => {
    const kind = trapKind(message);
    expect([kind.exitCode, isAmbiguous(kind)]).toEqual([exitCode, ambiguous]);
  });
});
