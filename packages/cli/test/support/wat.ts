import wabt from "wabt";

export const HEAD = `(import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)`;

/** ASCII text as a WAT string of escapes. */
const hex = (text: string): string =>
  Array.from(text, (char) => `\\${char.charCodeAt(0).toString(16).padStart(2, "0")}`).join("");

/** A module that prints `text` on file descriptor `fd`. */
export const prints = (text: string, fd = 1): string => `(module ${HEAD}
  (data (i32.const 16) "${hex(text)}")
  (func (export "_start")
    (i32.store (i32.const 0) (i32.const 16)) (i32.store (i32.const 4) (i32.const ${text.length}))
    (drop (call $fd_write (i32.const ${fd}) (i32.const 0) (i32.const 1) (i32.const 8)))))`;

/** The bytes of a module in text form, with a name section when asked for. */
export async function wasm(wat: string, names = false): Promise<Uint8Array> {
  return (await wabt()).parseWat("logic.wat", wat).toBinary({ write_debug_names: names }).buffer;
}
