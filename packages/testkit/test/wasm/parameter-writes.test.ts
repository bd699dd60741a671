import { expect, test } from "vitest";
import { inspectWasm } from "../../src/wasm/inspect.js";
import { parameterWrites } from "../../src/wasm/parameter-writes.js";
import { parameterRecord } from "../../src/wasm/parameters.js";
import { wat } from "../support/wat.js";

const { bytes, valueAt } = parameterRecord({ name: "alpha", type: "f64", value: 0.1 });
const RECORD = Array.from(bytes, (byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");
const MEMORY = `(memory (export "memory") 1)`;

function writesOf(parts: string): ReturnType<typeof parameterWrites> {
  const module = wat(`(module ${parts} (func (export "_start")))`);
  return parameterWrites(module, inspectWasm(module), new Map([["alpha", 0.25]]));
}

test("a value is written where its segment puts it", () => {
  expect(writesOf(`${MEMORY} (data (i32.const 2048) "${RECORD}")`)).toEqual([
    { address: 2048 + valueAt, value: 0.25 },
  ]);
});

test("every record of a name is written, wherever it lies in its segment", () => {
  const data = `(data (i32.const 16) "${RECORD}abc${RECORD}") (data (i32.const 512) "${RECORD}")`;
  expect(writesOf(`${MEMORY} ${data}`)?.map(({ address }) => address)).toEqual([
    16 + valueAt,
    16 + bytes.length + 3 + valueAt,
    512 + valueAt,
  ]);
});

test("a module without the parameter needs no writes", () => {
  expect(writesOf(`${MEMORY} (data (i32.const 8) "abc")`)).toEqual([]);
  expect(writesOf(MEMORY)).toEqual([]);
});

test.each([
  ["data that the code copies itself", `${MEMORY} (data "${RECORD}")`],
  [
    "an address that is computed",
    `${MEMORY} (global $at i32 (i32.const 8)) (data (i32.add (i32.const 8) (i32.const 8)) "${RECORD}")`,
  ],
  [
    "a segment over the value",
    `${MEMORY} (data (i32.const 64) "${RECORD}") (data (i32.const ${64 + valueAt + 7}) "x")`,
  ],
  [
    "a value that a later copy of its record covers",
    `${MEMORY} (data (i32.const 64) "${RECORD}") (data (i32.const 64) "${RECORD}")`,
  ],
  ["a memory that is not exported", `(memory 1) (data (i32.const 64) "${RECORD}")`],
  ["a memory with another name", `(memory (export "heap") 1) (data (i32.const 64) "${RECORD}")`],
  ["a second memory", `${MEMORY} (memory 1) (data (i32.const 64) "${RECORD}")`],
])("%s is not certain", (_, parts) => {
  expect(writesOf(parts)).toBeNull();
});

test("a segment that ends where the value begins does not cover it", () => {
  const data = `(data (i32.const 64) "${RECORD}") (data (i32.const ${64 + valueAt - 1}) "x")`;
  expect(writesOf(`${MEMORY} ${data}`)).toHaveLength(1);
});
