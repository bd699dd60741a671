import { describe, expect, it } from "vitest";
import { WeightkitError } from "../../src/errors/weightkit-error.js";
import type { RuntimeTarget } from "../../src/runtime/versions.js";
import { runWat, start, textOf } from "../support/run.js";

function codeOf(text: string, runtime: RuntimeTarget): string {
  try {
    return runWat(text, {}, {}, { runtime }).failure?.code ?? "runs";
  } catch (error) {
    if (error instanceof WeightkitError) return error.code;
    throw error;
  }
}

describe("what only the newest runtime runs", () => {
  const NEWER: readonly [string, string][] = [
    [
      "tail calls",
      start("(return_call $start)", "", "").replace(
        "(return_call $start)",
        "(if (i32.const 0) (then (return_call $start)))",
      ),
    ],
    ["atomics", start("(drop (i32.atomic.load (i32.const 0)))")],
    ["extended constants", start("", "", "(global i32 (i32.add (i32.const 1) (i32.const 2)))")],
    ["relaxed SIMD", start("(drop (i32x4.relaxed_trunc_f32x4_s (v128.const f32x4 1 2 3 4)))")],
  ];

  it.each(NEWER)("%s", (_name, text) => {
    expect(codeOf(text, "0.6.3")).toBe("runs");
    expect(codeOf(text, "0.3.1")).toBe("WK427");
    expect(codeOf(text, "both")).toBe("WK427");
  });

  it("wasi_unstable, whose clock subscriptions and file status are laid out otherwise", () => {
    const text = `(module (import "wasi_unstable" "poll_oneoff" (func $poll (param i32 i32 i32 i32) (result i32)))
      (import "wasi_unstable" "fd_filestat_get" (func $stat (param i32 i32) (result i32)))
      (import "wasi_unstable" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
      (memory (export "memory") 1)
      (func (export "_start")
        ;; One subscription: userdata 7, a clock, clock 1, a timeout of 5 ns.
        (i64.store (i32.const 1024) (i64.const 7)) (i32.store (i32.const 1048) (i32.const 1))
        (i64.store (i32.const 1056) (i64.const 5))
        (drop (call $poll (i32.const 1024) (i32.const 2048) (i32.const 1) (i32.const 0)))
        (i64.store (i32.const 568) (i64.const -1))
        (drop (call $stat (i32.const 3) (i32.const 512)))
        (i32.store (i32.const 8) (i32.const 0)) (i32.store (i32.const 12) (i32.const 1))
        (i32.store (i32.const 16) (i32.const 532)) (i32.store (i32.const 20) (i32.const 1))
        (i32.store (i32.const 24) (i32.const 568)) (i32.store (i32.const 28) (i32.const 1))
        (drop (call $write (i32.const 1) (i32.const 8) (i32.const 3) (i32.const 4)))))`;
    expect(codeOf(text, "both")).toBe("WK420");
    expect(codeOf(text, "0.3.1")).toBe("WK420");
    const { stdout } = runWat(text, {}, {}, { runtime: "0.6.3" });
    // One event; two links at byte 20 of the status; the byte after its 56 is left alone.
    expect([...stdout]).toEqual([1, 2, 255]);
  });
});

describe("what the two do otherwise", () => {
  const exit = (status: number) =>
    start(
      `(call $exit (i32.const ${status}))`,
      '(import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))',
    );

  it("0.3.1 turns every proc_exit into 255", () => {
    for (const status of [0, 3])
      expect(runWat(exit(status), {}, {}, { runtime: "0.3.1" }).exitCode).toBe(255);
    expect(runWat(exit(3), {}, {}, { runtime: "0.6.3" }).exitCode).toBe(3);
  });

  it("only 0.6.3 calls _initialize, which is noted where both count", () => {
    const text = `(module (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
      (memory (export "memory") 1) (data (i32.const 0) "\\10\\00\\00\\00\\02\\00\\00\\00") (data (i32.const 16) "hi")
      (func $say (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))))
      (func (export "_initialize") (call $say)) (func (export "_start") (call $say)))`;
    const run = (runtime: RuntimeTarget) => runWat(text, {}, {}, { runtime });
    expect(textOf(run("0.6.3").stdout)).toBe("hihi");
    expect(textOf(run("0.3.1").stdout)).toBe("hi");
    expect(run("0.6.3").notes).toEqual([]);
    expect(run("both").notes).toEqual([expect.stringContaining("_initialize")]);
  });

  it("0.3.1 answers wild pointers of WASI with an error number", () => {
    const text = start(
      "(if (i32.ne (call $random (i32.const 70000) (i32.const 1)) (i32.const 21)) (then unreachable))",
      '(import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))',
    );
    expect(codeOf(text, "0.3.1")).toBe("runs");
    expect(codeOf(text, "both")).toBe("WK443");
  });
});
