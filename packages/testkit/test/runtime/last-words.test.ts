import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { casePath } from "../../../../test/support/inputs.js";
import { lastWords } from "../../src/runtime/trace/last-words.js";
import { runWat } from "../support/run.js";

const WORDS: readonly [string, string, string | null][] = [
  [
    "Rust",
    "log line\nthread 'main' panicked at src/main.rs:12:30:\nindex out of bounds: the len is 0\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n",
    "panicked at src/main.rs:12:30: index out of bounds: the len is 0",
  ],
  [
    "Rust before 1.73",
    "thread 'main' panicked at 'no truth', src/main.rs:3:5\nnote: run with `RUST_BACKTRACE=1`\n",
    "panicked at 'no truth', src/main.rs:3:5",
  ],
  [
    "Go",
    "panic: runtime error: index out of range [3] with length 0\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:9 +0x2\n",
    "panic: runtime error: index out of range [3] with length 0",
  ],
  [
    "Go's runtime",
    "fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [select (no cases)]:\nmain.main()\n",
    "fatal error: all goroutines are asleep - deadlock!",
  ],
  [
    "Go that panics again",
    "panic: first [recovered]\n\tpanic: again: first\n\ngoroutine 1 [running]:\nmain.main.func1()\n\t/src/main.go:41 +0x5\n",
    "panic: again: first",
  ],
  [
    "Go with an error",
    "panic: weights: no sets\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:9 +0x2\nexit status 2\n",
    "panic: weights: no sets",
  ],
  [
    "C",
    "started\nAssertion failed: n > 0 (main.c: main: 12)\n",
    "Assertion failed: n > 0 (main.c: main: 12)",
  ],
  [
    "C that flushed something after its assertion",
    "Assertion failed: n > 0 (main.c: main: 12)\nclosing\n",
    "Assertion failed: n > 0 (main.c: main: 12)",
  ],
  [
    "C as glibc writes it",
    "logic: main.c:12: main: Assertion `n > 0' failed.\ndone\n",
    "main.c:12: main: Assertion `n > 0' failed.",
  ],
  [
    "C++",
    "libc++abi: terminating due to uncaught exception of type std::out_of_range: vector\n",
    "terminating due to uncaught exception of type std::out_of_range: vector",
  ],
  [
    "Zig",
    "thread 1 panic: index out of bounds: index 3, len 0\n/src/main.zig:4:5: 0x1 in main\n",
    "panic: index out of bounds: index 3, len 0",
  ],
  [
    "Zig that returns an error",
    "error: NoSets\nUnable to dump stack trace: not implemented for Wasm\n",
    "error: NoSets",
  ],
  [
    "AssemblyScript",
    "abort: no truth in logic/weights.ts(3:5)\n\n",
    "abort: no truth in logic/weights.ts(3:5)",
  ],
  ["nobody", "\n \n", null],
];

describe("a guest's last words", () => {
  it.each(WORDS)("of %s", (_language, stderr, words) => {
    expect(lastWords(Buffer.from(stderr))).toBe(words);
  });

  // In a longer one, patterns could begin in 1,400 places and be followed to its end from each.
  it("are sought in the first 1,000 characters of a line", () => {
    const line = `a:1: ${"Assertion `".repeat(1400)}`;
    expect(lastWords(Buffer.from(line))).toBe(line.slice(0, 1000));
  });

  it("are a failure's reason (case rust-panic-reason)", () => {
    const text = readFileSync(casePath("rust-panic-reason/panic.wat"), "utf8");
    expect(runWat(text).failure).toMatchObject({
      code: "WK434",
      message:
        "The logic aborted (exit 11): panicked at src/main.rs:12:30: index out of bounds: the len is 0 but the index is 3",
    });
  });
});
