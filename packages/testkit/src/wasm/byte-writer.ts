/** Bytes of a padded section or body size: always five, so that it can be filled in afterwards. */
const PADDED_SIZE = 5;

/** A growing buffer with the WASM binary format's primitives. */
export class ByteWriter {
  length = 0;
  #buffer: Uint8Array;

  constructor(capacity: number) {
    this.#buffer = new Uint8Array(Math.max(capacity, 64));
  }

  /** What has been written, as a view that the next write may invalidate. */
  view(): Uint8Array {
    return this.#buffer.subarray(0, this.length);
  }

  reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.#buffer.length) return;
    const grown = new Uint8Array(Math.max(needed, this.#buffer.length * 2));
    grown.set(this.view());
    this.#buffer = grown;
  }

  byte(value: number): void {
    if (this.length === this.#buffer.length) this.reserve(1);
    this.#buffer[this.length++] = value;
  }

  bytes(source: Uint8Array): void {
    this.reserve(source.length);
    this.#buffer.set(source, this.length);
    this.length += source.length;
  }

  /** Copies `source` from `start` up to `end`. */
  copy(source: Uint8Array, start: number, end: number): void {
    const count = end - start;
    this.reserve(count);
    // A loop beats `set` on a subarray for the few bytes between two insertions.
    if (count < 48) {
      for (let index = start; index < end; index += 1)
        this.#buffer[this.length++] = source[index] ?? 0;
      return;
    }
    this.#buffer.set(source.subarray(start, end), this.length);
    this.length += count;
  }

  u32(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  /** Signed LEB128 of a non-negative safe integer. */
  positive(value: number): void {
    let rest = value;
    while (rest >= 0x40) {
      this.byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.byte(rest);
  }

  name(text: string): void {
    const encoded = new TextEncoder().encode(text);
    this.u32(encoded.length);
    this.bytes(encoded);
  }

  /** Leaves room for a size; give what is returned to {@link endSized}. */
  beginSized(): number {
    this.reserve(PADDED_SIZE);
    this.length += PADDED_SIZE;
    return this.length;
  }

  endSized(start: number): void {
    this.fillPadded(start - PADDED_SIZE, this.length - start);
  }

  /** Fills in the room left at `at`. */
  fillPadded(at: number, value: number): void {
    for (let index = 0; index < PADDED_SIZE; index += 1) {
      const more = index < PADDED_SIZE - 1 ? 0x80 : 0;
      this.#buffer[at + index] = ((value >>> (7 * index)) & 0x7f) | more;
    }
  }
}
