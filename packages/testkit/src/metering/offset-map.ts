/** Maps byte offsets in a rewritten module back to the original file's. */
export class OffsetMap {
  readonly #rewritten: Uint32Array;
  readonly #original: Uint32Array;

  /**
   * Two columns of equal length, both ascending. The byte at `rewritten[i] + k` came from `original[i] + k`, as long as
   * that is below `original[i + 1]`; past that it was inserted before the operator at `original[i + 1]`.
   */
  constructor(rewritten: Uint32Array, original: Uint32Array) {
    this.#rewritten = rewritten;
    this.#original = original;
  }

  /** The original offset of what is at `offset`; of inserted code, that of the operator it was inserted before. */
  toOriginal(offset: number): number {
    let low = 0;
    let high = this.#rewritten.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#rewritten[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return offset;
    const original = (this.#original[low - 1] ?? 0) + offset - (this.#rewritten[low - 1] ?? 0);
    return Math.min(original, this.#original[low] ?? original);
  }
}
