import type { ByteWriter } from "../wasm/byte-writer.js";

/** Writes inserted code into one function's new body. */
export interface CodeWriter {
  readonly out: ByteWriter;
  /** Pushes the kept length, as i64. */
  getLength(): void;
}
