import { parameterRecord } from "@weightkit/testkit/internal/wasm/parameters";
import { HEAD, wasm } from "./wat.js";

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");

/** A WASM that gives all weight to the first worker while its parameter alpha is at most one half, else to the second. */
export async function parameterLogic(one: string, other: string): Promise<Uint8Array> {
  const { bytes, valueAt } = parameterRecord({ name: "alpha", type: "f64", value: 0.5 });
  const text = (a: number, b: number): string =>
    `{"type":"weights","weights":{"${one}":"${a}","${other}":"${b}"}}`;
  const [first, second] = [text(1, 0), text(0, 1)];
  return wasm(`(module ${HEAD}
  (data (i32.const 16) "${hex(Buffer.from(first))}")
  (data (i32.const 1024) "${hex(Buffer.from(second))}")
  (data (i32.const 2048) "${hex(bytes)}")
  (func (export "_start")
    (i32.store (i32.const 0)
      (select (i32.const 16) (i32.const 1024)
        (f64.le (f64.load (i32.const ${2048 + valueAt})) (f64.const 0.5))))
    (i32.store (i32.const 4) (i32.const ${first.length}))
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))`);
}
