import { logicErrors } from "../errors/logic-errors.js";
import { fault } from "../errors/weightkit-error.js";

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Makes the error of bytes that end too early or break the encoding: what is wrong, and at which byte. */
export type Malformed = (what: string, offset: number) => Error;

/** WK403. */
const malformedModule: Malformed = (what, offset) => fault(logicErrors.malformed, { what, offset });

/**
 * Reads the primitives of the WASM binary format, never beyond `end`. Each method throws `malformed`'s error (WK403 unless another
 * is given); `what` names in its message what is read.
 */
export class ByteReader {
  constructor(
    readonly bytes: Uint8Array,
    public position = 0,
    readonly end = bytes.length,
    readonly malformed = malformedModule,
  ) {}

  get done(): boolean {
    return this.position >= this.end;
  }

  byte(what?: string): number {
    const byte = this.position < this.end ? this.bytes[this.position] : undefined;
    if (byte === undefined) return this.#cutOff(what);
    this.position += 1;
    return byte;
  }

  /** Unsigned LEB128 of at most 32 bits. */
  u32(what?: string): number {
    const first = this.byte(what);
    if (first < 0x80) return first;
    const start = this.position - 1;
    let value = first & 0x7f;
    for (let shift = 7; shift < 28; shift += 7) {
      const next = this.byte(what);
      value |= (next & 0x7f) << shift;
      if (next < 0x80) return value;
    }
    const last = this.byte(what);
    if (last > 0x0f) return this.#tooLarge(what, start);
    return (value | (last << 28)) >>> 0;
  }

  /** Signed LEB128 of at most 33 bits, as used for block types. */
  s33(what?: string): number {
    const start = this.position;
    let value = 0;
    let scale = 1;
    for (let count = 0; count < 5; count += 1) {
      const next = this.byte(what);
      value += (next & 0x7f) * scale;
      scale *= 128;
      if (next < 0x80) return (next & 0x40) === 0 ? value : value - scale;
    }
    return this.#tooLarge(what, start);
  }

  /** Passes over a LEB128 of at most `maxBytes` bytes, of any sign, without taking its value. */
  skipLeb(maxBytes: number, what?: string): void {
    const start = this.position;
    for (let count = 0; count < maxBytes; count += 1) if (this.byte(what) < 0x80) return;
    this.#tooLarge(what, start);
  }

  skip(count: number, what?: string): void {
    if (count > this.end - this.position) this.#cutOff(what);
    this.position += count;
  }

  /** The next `length` bytes, as a view. */
  take(length: number, what?: string): Uint8Array {
    this.skip(length, what);
    return this.bytes.subarray(this.position - length, this.position);
  }

  /** A length-prefixed part of the bytes, as a view. */
  vector(what?: string): Uint8Array {
    return this.take(this.u32(what), what);
  }

  /** A length-prefixed UTF-8 name. */
  name(what: string): string {
    const bytes = this.vector(what);
    try {
      return decoder.decode(bytes);
    } catch {
      return this.fail(`${what} is not UTF-8`);
    }
  }

  /** A reader of the next `length` bytes, which this reader skips. */
  part(length: number, what?: string): ByteReader {
    const start = this.position;
    this.skip(length, what);
    return new ByteReader(this.bytes, start, this.position, this.malformed);
  }

  fail(what: string, offset = this.position): never {
    throw this.malformed(what, offset);
  }

  #cutOff(what: string | undefined): never {
    return this.fail(what === undefined ? "unexpected end" : `${what} is cut off`);
  }

  #tooLarge(what: string | undefined, start: number): never {
    return this.fail(`${what === undefined ? "integer" : what} too large`, start);
  }
}
