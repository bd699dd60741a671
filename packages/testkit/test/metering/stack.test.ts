import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { slotsAcrossCalls } from "../../src/metering/live-values.js";
import { readSections, SectionId, sectionReader } from "../../src/metering/module-layout.js";
import { readModuleTypes } from "../../src/metering/module-types.js";
import { frameBytes, stackBytes } from "../../src/metering/stack-model.js";
import { runRound } from "../../src/round/run-round.js";
import { V8 } from "../../src/runtime/engine-choice.js";
import { DEFAULT_LIMITS } from "../../src/runtime/limits.js";
import type { RuntimeTarget } from "../../src/runtime/versions.js";
import { WorkerPool } from "../../src/threads/pool.js";
import { wat, watLogic } from "../support/wat.js";

type Row = readonly [
  type: "i32" | "i64" | "f64",
  count: number,
  fuel28: number,
  fuel9: number,
  plain28: number,
  plain9: number,
];
const { rows } = JSON.parse(readFileSync(new URL("stack-depth.json", import.meta.url), "utf8")) as {
  readonly rows: readonly Row[];
};

const AS_I64 = { i32: "i64.extend_i32_u", f64: "i64.reinterpret_f64" } as const;

/** A function that calls itself as often as its parameter asks and keeps `count` values meanwhile. */
function keeping(type: Row[0], count: number): string {
  const each = (text: (i: number) => string) => Array.from({ length: count }, (_, i) => text(i));
  const value = (i: number) => {
    const get = `(local.get $a${i})`;
    return type === "i64" ? get : `(${AS_I64[type]} ${get})`;
  };
  const sum = each(value).reduce((text, one) => `(i64.add ${text} ${one})`, "(i64.const 1)");
  return `(func $r (param i32) (result i64) ${each((i) => `(local $a${i} ${type})`).join(" ")}
    ${each((i) => `(local.set $a${i} (${type}.load offset=${8 * i} (local.get 0)))`).join(" ")}
    (if (result i64) (i32.eqz (local.get 0)) (then (i64.const 7))
      (else (i64.add (call $r (i32.sub (local.get 0) (i32.const 1))) ${sum}))))`;
}

/** Slots across calls of the module's first function. */
function slotsOf(functions: string): number {
  const bytes = wat(`(module (memory 2) ${functions})`);
  const sections = readSections(bytes);
  const module = readModuleTypes(bytes, sections);
  const code = sections.find(({ id }) => id === SectionId.code);
  const type = module.types[module.functions[0] ?? 0];
  if (code === undefined || type === undefined) throw new Error("no function");
  const reader = sectionReader(bytes, code);
  reader.u32();
  return slotsAcrossCalls(bytes, reader.position, type);
}

describe("frames as wasmtime lays them out", () => {
  it.each(rows)("%s: %d kept values", (type, count, fuel28, fuel9, plain28, plain9) => {
    const slots = slotsOf(keeping(type, count));
    expect(slots).toBe(type === "f64" ? 2 * count : count);
    // Floats vary by one step of the stack's alignment.
    const most = type === "f64" ? 16 : 0;
    for (const [wasmtime, countsFuel, depth] of [
      [28, true, fuel28],
      [9, true, fuel9],
      [28, false, plain28],
      [9, false, plain9],
    ] as const) {
      const measured = 16 * Math.floor(524_288 / depth / 16 + 0.02);
      const estimated = frameBytes({ wasmtime, countsFuel }, slots, 1);
      expect(Math.abs(estimated - measured)).toBeLessThanOrEqual(most);
    }
  });

  it("count what a loop reads or sets as kept by all calls in it", () => {
    const loop = (body: string) =>
      `(func $f (local i32 i32) (loop ${body} (br_if 0 (i32.const 1))))`;
    expect(slotsOf(loop("(call $f) (drop (local.get 0)) (local.set 0 (i32.const 1))"))).toBe(1);
    expect(slotsOf(loop("(drop (local.get 1)) (local.set 1 (i32.const 1)) (call $f)"))).toBe(1);
    expect(slotsOf("(func $f (param i32) (drop (local.get 0)) (call $f (i32.const 1)))")).toBe(0);
  });

  it("leave the stack that is measured for the deepest recursion", () => {
    const plain = (wasmtime: 28 | 9) => ({ wasmtime, countsFuel: false });
    // Issue: 32,714 frames of no values and 3,271 of 16, on both.
    expect(Math.floor(stackBytes(plain(28)) / 16)).toBe(32_716);
    expect(Math.floor(stackBytes(plain(28)) / frameBytes(plain(28), 16, 1))).toBe(3271);
    expect(Math.floor(stackBytes(plain(9)) / frameBytes(plain(9), 16, 1))).toBe(3273);
  });
});

describe("recursion", () => {
  const pool = new WorkerPool(1);
  afterAll(() => pool.close());
  const exitAt = async (
    functions: string,
    depth: number,
    fuel: number | null = DEFAULT_LIMITS.fuel,
    runtime: RuntimeTarget = "both",
  ) => {
    const text = `(module (memory 2) ${functions} (func (export "_start") (drop (call $r (i32.const ${depth})))))`;
    const { outcome } = await runRound(
      {
        logic: watLogic(text),
        options: { limits: { ...DEFAULT_LIMITS, fuel }, metered: true, runtime },
        engine: V8,
        request: {
          ...{ stdin: new Uint8Array(0), env: {}, args: [] },
          ...{ blockTime: 0, seed: 0, permissions: [] },
        },
        sources: [],
      },
      pool,
    );
    const { exitCode, failure } = outcome;
    expect(failure?.code).toBe(exitCode === 0 ? undefined : "WK432");
    return exitCode;
  };
  const small = `(func $r (param i32) (result i32) (if (result i32) (i32.eqz (local.get 0)) (then (i32.const 7))
    (else (i32.add (i32.const 1) (call $r (i32.sub (local.get 0) (i32.const 1)))))))`;
  const large = keeping("i64", 16);

  it("ends where a node's stack does, in a thread of the pool", async () => {
    expect(await exitAt(small, 32_600)).toBe(0);
    expect(await exitAt(small, 32_800)).toBe(2);
    expect(await exitAt(large, 3260)).toBe(0);
    expect(await exitAt(large, 3280)).toBe(2);
  });

  it("ends sooner on a node that counts fuel", async () => {
    expect(await exitAt(small, 10_900, 50_000_000)).toBe(0);
    expect(await exitAt(small, 10_920, 50_000_000)).toBe(2);
    expect(await exitAt(large, 2960, 50_000_000)).toBe(0);
    expect(await exitAt(large, 2980, 50_000_000)).toBe(2);
    expect(await exitAt(large, 2980, 50_000_000, "0.3.1")).toBe(0);
  });

  it("counts calls through other functions and through tables", async () => {
    const mutual = `(func $r (param i32) (result i32) (if (result i32) (i32.eqz (local.get 0)) (then (i32.const 7))
      (else (call $s (i32.sub (local.get 0) (i32.const 1))))))
      (func $s (param i32) (result i32) (i32.add (i32.const 1) (call $r (local.get 0))))`;
    expect(await exitAt(mutual, 16_300)).toBe(0);
    expect(await exitAt(mutual, 16_400)).toBe(2);
    const indirect = `(type $t (func (param i32) (result i32))) (table 1 funcref) (elem (i32.const 0) $r)
      (func $r (type $t) (if (result i32) (i32.eqz (local.get 0)) (then (i32.const 7))
        (else (i32.add (i32.const 1) (call_indirect (type $t) (i32.sub (local.get 0) (i32.const 1)) (i32.const 0))))))`;
    expect(await exitAt(indirect, 40_000)).toBe(2);
  });

  it("gives frames back on every way out", async () => {
    const many = `(func $f (param i32) (result i32) (if (i32.eqz (local.get 0)) (then (return (i32.const 1))))
      (drop (br_if 0 (i32.const 2) (i32.eq (local.get 0) (i32.const 1))))
      (call $f (i32.sub (local.get 0) (i32.const 1))))
      (func $r (param i32) (result i32) (loop (drop (call $f (i32.const 5)))
        (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))) (i32.const 0))`;
    expect(await exitAt(many, 100_000)).toBe(0);
  });
});
