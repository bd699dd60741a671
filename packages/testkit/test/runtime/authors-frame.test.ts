import { expect, test } from "vitest";
import { authorsFrame } from "../../src/runtime/trace/trace.js";

// Function names as toolchains wrote them for programs that panic (Go 1.24, Zig 0.13 and its clang with wasi-libc, rustc).
const STACKS: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "Go",
    "main.main",
    ["runtime.exit", "runtime.fatalpanic", "runtime.gopanic", "runtime.panicdivide", "main.main"],
  ],
  ["a package of Go", "example.com/logic.mean", ["runtime.exit", "example.com/logic.mean"]],
  ["C", "__main_void", ["__assert_fail", "__main_void", "_start"]],
  ["C with functions", "mean", ["abort", "mean", "__original_main", "_start"]],
  [
    "Zig",
    "weights.mean",
    ["posix.abort", "debug.panicImpl", "builtin.default_panic", "weights.mean"],
  ],
  [
    "Rust",
    "logic::mean",
    [
      ...["__rust_start_panic", "rust_panic", "std::panicking::begin_panic_handler::{{closure}}"],
      ...["core::panicking::panic_bounds_check", "logic::mean"],
    ],
  ],
  [
    "AssemblyScript",
    "logic/weights/mean",
    ["~lib/array/Array<f64>#__get", "logic/weights/mean", "start:logic/weights", "~start"],
  ],
  ["a runtime alone", "runtime.exit", ["runtime.exit", "_rt0_wasm_wasip1"]],
];

test.each(STACKS)("the first frame shown of %s is the author's own", (_, own, names) => {
  const trace = names.map((name, functionIndex) => ({
    ...{ name, functionIndex, offset: 0, source: null },
  }));
  expect(names[authorsFrame(trace)]).toBe(own);
});
