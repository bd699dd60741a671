import { describe, expect, it } from "vitest";
import { WeightkitError } from "../../src/errors/weightkit-error.js";
import { v8Engine } from "../../src/runtime/v8/v8-engine.js";
import { logicFromBytes } from "../../src/logic/load.js";
import { UNMETERED, runWat } from "../support/run.js";
import { wat, watLogic } from "../support/wat.js";

const faultsOf = (text: string): string[] => {
  try {
    v8Engine.prepare(watLogic(text), UNMETERED);
    return [];
  } catch (error) {
    if (!(error instanceof WeightkitError)) throw error;
    return [error, ...error.others].map((it) => `${it.code} ${it.message}`);
  }
};
const importing = (imported: string) =>
  faultsOf(`(module (import ${imported}) (memory (export "memory") 1) (func (export "_start")))`);

describe("before a run", () => {
  it("names every import that no node provides, with the likely cause", () => {
    const faults = faultsOf(`(module
      (import "env" "abort" (func (param i32 i32 i32 i32)))
      (import "env" "console.log" (func (param i32)))
      (import "wasi_snapshot_preview1" "fd_wrte" (func))
      (import "wasi_unstable" "fd_write" (func))
      (import "blockless_llm" "ask" (func))
      (import "env" "memory" (memory 1))
      (export "memory" (memory 0)) (func (export "_start")))`);
    expect(faults.map((it) => it.slice(0, 5))).toEqual(Array.from({ length: 6 }, () => "WK420"));
    expect(faults[0]).toMatch(/env\.abort.*AssemblyScript's own abort/);
    expect(faults[1]).toMatch(/console\.log/);
    expect(faults[2]).toMatch(/did you mean fd_write\?/);
    expect(faults[3]).toMatch(/older WASI/);
    expect(faults[5]).toMatch(/no memory/);
  });

  it.each([
    ["wasi_snapshot_preview1", "fd_raed", "did you mean fd_read?"],
    // Two letters off is a slip, three is another name.
    ["blockless_http", "http_reqq_", "did you mean http_req?"],
    ["wasi_snapshot_preview1", "fd_wrxteyy", "wasi_snapshot_preview1 has no such function"],
    ["blockless_http", "http_request", "blockless_http has no such function"],
    ["blockless_http", "h", "blockless_http has no such function"],
    ["env", "seed", "AssemblyScript's seed asks the embedder for it"],
    ["env", "trace", "AssemblyScript's trace asks the embedder for it"],
    ["env", "Math.random", "AssemblyScript's Math.random asks the embedder for it"],
    ["env", "Date.now", "AssemblyScript's Date.now needs a JavaScript host"],
    ["env", "performance.now", "AssemblyScript's performance.now needs a JavaScript host"],
    ["env", "process.exit", "AssemblyScript's process.exit needs a JavaScript host"],
    ["env", "crypto.getRandomValuesN", "AssemblyScript's crypto.getRandomValuesN needs a"],
    ["env", "console.log", "AssemblyScript's console.log needs a JavaScript host"],
    ["env", "helper", "declared but defined nowhere"],
    ["env", "consoles", "declared but defined nowhere"],
    ["other", "abort", "not a module of bls-runtime"],
    ["wasi_snapshot_preview0", "fd_write", "an older WASI"],
    ["wasi:io/streams", "read", "a WASI 0.2 component"],
    ["blockless_llm", "ask", "no such blockless extension"],
    ["__wbindgen_placeholder__", "f", "wasm-bindgen needs a JavaScript host"],
    ["wbg", "f", "wasm-bindgen needs a JavaScript host"],
    ["wbgs", "f", "not a module of bls-runtime"],
    ["go", "runtime.wasmExit", "Go for the browser"],
    ["gojs", "runtime.wasmExit", "Go for the browser"],
  ])("guesses why %s.%s is imported", (module, name, cause) => {
    expect(importing(`"${module}" "${name}" (func)`)).toEqual([expect.stringContaining(cause)]);
  });

  it("lists nineteen imports that no node provides, and counts even one more", () => {
    const imports = (count: number): string[] => {
      const each = Array.from({ length: count }, (_, i) => `(import "env" "f${i}" (func))`);
      return faultsOf(
        `(module ${each.join(" ")} (memory (export "memory") 1) (func (export "_start")))`,
      );
    };
    expect(imports(19)).toHaveLength(19);
    expect(imports(20)).toHaveLength(20);
    expect(imports(20).at(-1)).toBe("WK426 The WASM has 1 more import that no node provides");
  });

  it("does not take a property of every object for an import", () => {
    expect(importing('"wasi_snapshot_preview1" "toString" (func)')[0]).toMatch(/^WK420/);
    expect(importing('"constructor" "name" (func)')[0]).toMatch(/^WK420/);
  });

  it("has ipfs_read, and no ipfs_read_body, as the runtimes do", () => {
    expect(importing('"blockless_ipfs" "ipfs_read_body" (func)')[0]).toMatch(/^WK420/);
  });

  it("names an import of the wrong type", () => {
    expect(importing('"wasi_snapshot_preview1" "proc_exit" (func (param i64))')).toEqual([
      "WK421 The WASM imports wasi_snapshot_preview1.proc_exit as (i64) -> (), but nodes provide it as (i32) -> ()",
    ]);
  });

  it("wants an entry", () => {
    expect(faultsOf('(module (func (export "main")))')[0]).toMatch(/^WK422.*main/);
    const six = ["a", "b", "c", "d", "e", "f"].map((name) => `(func (export "${name}"))`);
    expect(faultsOf(`(module ${six.join(" ")})`)[0]).toMatch(/its functions are a, b, c, d, e\)/);
    expect(faultsOf("(module (func))")[0]).toMatch(/^WK422.*no function/);
    expect(faultsOf('(module (func (export "_start") (param i32)))')[0]).toMatch(/\(i32\) -> \(\)/);
    expect(faultsOf('(module (func) (global (export "_start") i32 (i32.const 1)))')[0]).toMatch(
      /is a global/,
    );
  });

  it("wants the memory exported when host functions are imported", () => {
    const text = `(module (import "wasi_snapshot_preview1" "sched_yield" (func (result i32)))
      (memory 1) (func (export "_start")))`;
    expect(faultsOf(text)[0]).toMatch(/^WK423/);
    expect(faultsOf('(module (func (export "_start")))')).toEqual([]);
  });

  it("names what does not validate", () => {
    const bytes = wat('(module (func (export "_start") (drop (i32.const 1))))');
    // drop (0x1a) becomes i32.eqz (0x45), which leaves a value on the stack.
    const at = bytes.lastIndexOf(0x1a);
    const broken = bytes.slice();
    broken[at] = 0x45;
    expect(() => v8Engine.prepare(logicFromBytes("x", broken), UNMETERED)).toThrow(
      expect.objectContaining({ code: "WK424" }),
    );
  });

  it("names what cannot be instantiated", () => {
    const text = '(module (memory 1) (data (i32.const 70000) "x") (func (export "_start")))';
    expect(runWat(text)).toMatchObject({ exitCode: 101, failure: { code: "WK425" } });
    const huge = '(module (memory 65536) (func (export "_start")))';
    const outcome = runWat(huge);
    // Whether 4 GiB can be had is the machine's affair; when not, it is a limit and not a crash.
    if (outcome.failure !== null) expect(outcome.failure.code).toBe("WK442");
  });
});
