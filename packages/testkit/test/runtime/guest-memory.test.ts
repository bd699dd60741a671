import { expect, it } from "vitest";
import { nothingAsked } from "../../src/runtime/engine.js";
import { DEFAULT_LIMITS } from "../../src/runtime/limits.js";
import { v8Engine } from "../../src/runtime/v8/v8-engine.js";
import { watLogic } from "../support/wat.js";

const OPTIONS = { limits: DEFAULT_LIMITS, metered: true } as const;

/** Prints the first page's last eight bytes, the memory's size and what `use` makes of it; then leaves its marks behind. */
const MARKER = (memory: string, use: string) => `(module
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") ${memory})
  (data (i32.const 100) "data")
  (func (export "_start")
    (i64.store (i32.const 64) (i64.load (i32.const 65528)))
    (i32.store (i32.const 72) (memory.size))
    ${use}
    (i32.store (i32.const 0) (i32.const 64))
    (i32.store (i32.const 4) (i32.const 40))
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
    (memory.fill (i32.const 0) (i32.const 255) (i32.mul (memory.size) (i32.const 65536)))))`;

it.each([
  ["as it was", "1", ""],
  ["grown", "1", "(i32.store (i32.const 76) (memory.grow (i32.const 2)))"],
  ["grown to its maximum", "1 2", "(i32.store (i32.const 76) (memory.grow (i32.const 1)))"],
  ["never grown, without success", "1 2", "(i32.store (i32.const 76) (memory.grow (i32.const 2)))"],
  ["too large to be zeroed", "17", ""],
])("every run finds a new memory, after one that left it %s", (_, memory, use) => {
  const prepared = v8Engine.prepare(watLogic(MARKER(memory, use)), OPTIONS);
  const first = prepared.run(nothingAsked);
  const { stdout, failure } = first;
  expect(failure).toBeNull();
  const view = new DataView(stdout.buffer, stdout.byteOffset, stdout.byteLength);
  expect(view.getBigUint64(0, true)).toBe(0n);
  expect(view.getUint32(8, true)).toBe(Number.parseInt(memory, 10));
  expect(new TextDecoder().decode(stdout.subarray(36, 40))).toBe("data");
  for (let run = 0; run < 3; run += 1) expect(prepared.run(nothingAsked)).toEqual(first);
});

it("finds a new memory after a run that trapped", () => {
  const source = MARKER("1", "").replace(/\)\)$/, "(unreachable)))");
  const prepared = v8Engine.prepare(watLogic(source), OPTIONS);
  const first = prepared.run(nothingAsked);
  expect(first.exitCode).toBe(11);
  expect(first.stdout.subarray(0, 8)).toEqual(new Uint8Array(8));
  expect(prepared.run(nothingAsked)).toEqual(first);
});

it("what lies beyond the memory traps, also where an earlier run had grown it", () => {
  const prepared = v8Engine.prepare(
    watLogic(`(module
      (import "blockless_memory" "memory_read" (func $read (param i32 i32 i32) (result i32)))
      (memory (export "memory") 1)
      (func (export "_start")
        (drop (call $read (i32.const 0) (i32.const 8) (i32.const 16)))
        (if (i32.load8_u (i32.const 0))
          (then (drop (memory.grow (i32.const 1)))))
        (i32.store (i32.const 65536) (i32.const 1))))`),
    OPTIONS,
  );
  const grows = { ...nothingAsked, stdin: Uint8Array.of(1) };
  expect(prepared.run(grows)).toMatchObject({ exitCode: 0, memoryPages: 2 });
  expect(prepared.run(nothingAsked)).toMatchObject({ exitCode: 3, memoryPages: 1 });
});
