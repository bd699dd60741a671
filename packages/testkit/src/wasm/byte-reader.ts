import { logicErrors } from "../errors/logic-errors.js";
import { fault } from "../errors/weightkit-error.js";

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Reads the primitives of the WASM binary format, never beyond `end`. Faults are WK403. */
export class ByteReader {
  constructor(
    readonly bytes: Uint8Array,
    public position = 0,
    readonly end = bytes.length,
  ) {}

  get done(): boolean {
    return this.position >= this.end;
  }

  u8(what: string): number {
    const byte = this.position < this.end ? this.bytes[this.position] : undefined;
    if (byte === undefined) return this.fail(`${what} is cut off`);
    this.position += 1;
    return byte;
  }

  /** An unsigned LEB128 of at most 32 bits. */
  u32(what: string): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.u8(what);
      if (shift === 28 && byte > 0x0f) break;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    return this.fail(`${what} is not a 32-bit number`);
  }

  /** Skips one LEB128 number of at most 64 bits, of any sign. */
  skipNumber(what: string): void {
    for (let i = 0; i < 10; i += 1) if (this.u8(what) < 0x80) return;
    this.fail(`${what} is not a number`);
  }

  /** An unsigned LEB128 of at most 64 bits; exact up to 2^53. */
  u64(what: string): number {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.u8(what);
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    return this.fail(`${what} is not a 64-bit number`);
  }

  take(length: number, what: string): Uint8Array {
    if (length > this.end - this.position) return this.fail(`${what} is cut off`);
    this.position += length;
    return this.bytes.subarray(this.position - length, this.position);
  }

  /** A length-prefixed UTF-8 name. */
  name(what: string): string {
    const bytes = this.take(this.u32(`the length of ${what}`), what);
    try {
      return decoder.decode(bytes);
    } catch {
      return this.fail(`${what} is not UTF-8`);
    }
  }

  /** A reader of the next `length` bytes, which this reader skips. */
  part(length: number, what: string): ByteReader {
    const start = this.position;
    this.take(length, what);
    return new ByteReader(this.bytes, start, this.position);
  }

  fail(what: string): never {
    throw fault(logicErrors.malformed, { what, offset: this.position });
  }
}
