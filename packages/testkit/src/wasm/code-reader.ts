import { meteringErrors } from "../errors/metering-errors.js";
import { fault } from "../errors/weightkit-error.js";
import type { WeightkitError } from "../errors/weightkit-error.js";

/** The error of a module that breaks the binary format at `offset`. */
export function malformed(what: string, offset: number): WeightkitError {
  return fault(meteringErrors.malformed, { what, offset }, { place: { byte: offset } });
}

/** The error of a module that uses a proposal that the runtime does not offer. */
export function unsupported(feature: string, offset: number): WeightkitError {
  return fault(meteringErrors.unsupportedFeature, { feature, offset }, { place: { byte: offset } });
}

/** Reads the WASM binary format's primitives; each method throws WK450 where the bytes end or break the encoding. */
export class ByteReader {
  constructor(
    readonly bytes: Uint8Array,
    public position: number,
    readonly end: number,
  ) {}

  get done(): boolean {
    return this.position >= this.end;
  }

  byte(): number {
    if (this.position >= this.end) throw malformed("unexpected end", this.position);
    return this.bytes[this.position++] ?? 0;
  }

  /** Unsigned LEB128 of at most 32 bits. */
  u32(): number {
    const first = this.byte();
    if (first < 0x80) return first;
    const start = this.position - 1;
    let value = first & 0x7f;
    for (let shift = 7; shift < 28; shift += 7) {
      const next = this.byte();
      value |= (next & 0x7f) << shift;
      if (next < 0x80) return value;
    }
    const last = this.byte();
    if (last > 0x0f) throw malformed("integer too large", start);
    return (value | (last << 28)) >>> 0;
  }

  /** Signed LEB128 of at most 33 bits, as used for block types. */
  s33(): number {
    const start = this.position;
    let value = 0;
    let scale = 1;
    for (let count = 0; count < 5; count += 1) {
      const next = this.byte();
      value += (next & 0x7f) * scale;
      scale *= 128;
      if (next < 0x80) return (next & 0x40) === 0 ? value : value - scale;
    }
    throw malformed("integer too large", start);
  }

  /** Passes over a LEB128 of at most `most` bytes without taking its value. */
  skipLeb(most: number): void {
    const start = this.position;
    for (let count = 0; count < most; count += 1) if (this.byte() < 0x80) return;
    throw malformed("integer too large", start);
  }

  skip(count: number): void {
    if (count > this.end - this.position) throw malformed("unexpected end", this.position);
    this.position += count;
  }

  /** A length-prefixed part of the bytes, as a view. */
  vector(): Uint8Array {
    const length = this.u32();
    const start = this.position;
    this.skip(length);
    return this.bytes.subarray(start, this.position);
  }
}
