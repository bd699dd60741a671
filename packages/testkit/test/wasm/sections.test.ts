import { expect, test } from "vitest";
import wabt from "wabt";
import { inspectWasm } from "../../src/wasm/inspect.js";
import { functionSizes, producers, sectionSizes } from "../../src/wasm/sections.js";

/** Two functions: the first has a body of 4 bytes (no locals, i32.const 7, end), the second of 2 (no locals, end). */
const WAT = `(module (memory 1) (func $seven (export "seven") (result i32) (i32.const 7)) (func))`;

async function module(wat: string): Promise<Uint8Array> {
  return (await wabt()).parseWat("a.wat", wat).toBinary({}).buffer;
}

test("sections with their heads add up to the module", async () => {
  const bytes = await module(WAT);
  const sizes = sectionSizes(bytes);
  expect(sizes.map(({ name }) => name)).toEqual(["type", "function", "memory", "export", "code"]);
  expect(sizes.reduce((sum, one) => sum + one.bytes, 0)).toBe(bytes.length - 8);
  // Head 2, number of bodies 1, bodies 1 + 4 and 1 + 2.
  expect(sizes.at(-1)).toEqual({ name: "code", bytes: 11 });
});

test("functions by the size of their bodies, named by their exports", async () => {
  const bytes = await module(WAT);
  expect(functionSizes(bytes, inspectWasm(bytes))).toEqual([
    { index: 0, name: "seven", bytes: 4 },
    { index: 1, name: null, bytes: 2 },
  ]);
});

test("producers of the tool conventions", async () => {
  const text = (value: string): number[] => [value.length, ...Buffer.from(value)];
  const body = [...text("producers"), 1, ...text("language"), 1, ...text("Rust"), ...text("2021")];
  const bytes = await module(WAT);
  expect(producers(bytes)).toEqual([]);
  expect(producers(Uint8Array.from([...bytes, 0, body.length, ...body]))).toEqual([
    { field: "language", name: "Rust", version: "2021" },
  ]);
  expect(producers(Uint8Array.from([...bytes, 0, 10, ...text("producers")]))).toEqual([]);
});
