import type { ByteWriter } from "../wasm/byte-writer.js";
import type { OffsetMapBuilder } from "./offset-map-builder.js";

/** Copies a function's operators byte by byte, but for the places where others are inserted between them. */
export class CodeCopier {
  readonly #source: Uint8Array;
  readonly #out: ByteWriter;
  readonly #offsets: OffsetMapBuilder;
  #copied: number;

  /** @param copied offset in the original of what is still to be copied */
  constructor(source: Uint8Array, out: ByteWriter, offsets: OffsetMapBuilder, copied = 0) {
    this.#source = source;
    this.#out = out;
    this.#offsets = offsets;
    this.#copied = copied;
  }

  /** Copies up to `offset`, so that what is written next comes before the operator there. */
  upTo(offset: number): void {
    this.#out.copy(this.#source, this.#copied, offset);
    this.#copied = offset;
  }

  /** The insertion is complete: the original goes on. */
  resume(): void {
    this.#offsets.mark(this.#out.length, this.#copied);
  }
}
