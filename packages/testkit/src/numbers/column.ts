/** A list of numbers that grows, in 8 bytes each. It begins small: tens of thousands of topics have some twenty lists each. */
export class Column {
  #data: Float64Array;
  #length = 0;

  constructor(capacity = 8) {
    this.#data = new Float64Array(capacity);
  }

  push(value: number): void {
    if (this.#length === this.#data.length) {
      const grown = new Float64Array(this.#data.length * 2);
      grown.set(this.#data);
      this.#data = grown;
    }
    this.#data[this.#length] = value;
    this.#length += 1;
  }

  get length(): number {
    return this.#length;
  }

  /** The value at `index`, NaN outside. */
  at(index: number): number {
    return index < this.#length ? (this.#data[index] ?? Number.NaN) : Number.NaN;
  }

  /** A view of what was pushed so far; not a copy. */
  values(): Float64Array {
    return this.#data.subarray(0, this.#length);
  }
}

/**
 * A number of a column at an index that it has; outside NaN, which no sum hides. Not for the hottest loops: one function that reads
 * arrays of every type costs there (docs/decisions/typed-columns.md).
 */
export function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? Number.NaN;
}
