import { OffsetMap } from "./offset-map.js";

/** A growing column of unsigned 32-bit integers. */
class Column {
  length = 0;
  values = new Uint32Array(1024);

  push(value: number): void {
    if (this.length === this.values.length) {
      const grown = new Uint32Array(this.length * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length++] = value;
  }

  /** Adds `delta` to all entries from index `from` on. */
  shift(from: number, delta: number): void {
    for (let index = from; index < this.length; index += 1)
      this.values[index] = (this.values[index] ?? 0) + delta;
  }
}

/** Collects an {@link OffsetMap} while code is written, in ascending order. */
export class OffsetMapBuilder {
  readonly #rewritten = new Column();
  readonly #original = new Column();

  get length(): number {
    return this.#rewritten.length;
  }

  /** From here on, bytes at `rewritten` and after come from `original` and after. */
  mark(rewritten: number, original: number): void {
    this.#rewritten.push(rewritten);
    this.#original.push(original);
  }

  /** Forgets the marks from `length` on. */
  truncate(length: number): void {
    this.#rewritten.length = length;
    this.#original.length = length;
  }

  /** Moves the rewritten side of the marks from `from` on: their code has found its place. */
  shift(from: number, delta: number): void {
    this.#rewritten.shift(from, delta);
  }

  build(): OffsetMap {
    return new OffsetMap(
      this.#rewritten.values.slice(0, this.#rewritten.length),
      this.#original.values.slice(0, this.#original.length),
    );
  }
}
