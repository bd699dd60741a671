import type { ByteWriter } from "./byte-writer.js";
import type { OffsetMapBuilder } from "./offset-map-builder.js";

/** Copies a function's operators byte by byte, but for the places where others are inserted between them. */
export class CodeCopier {
  /** @param copied offset in the original of what is still to be copied */
  constructor(
    private readonly source: Uint8Array,
    private readonly out: ByteWriter,
    private readonly offsets: OffsetMapBuilder,
    private copied = 0,
  ) {}

  /** Copies up to `offset`, so that what is written next comes before the operator there. */
  upTo(offset: number): void {
    this.out.copy(this.source, this.copied, offset);
    this.copied = offset;
  }

  /** The insertion is complete: the original goes on. */
  resume(): void {
    this.offsets.mark(this.out.length, this.copied);
  }
}
