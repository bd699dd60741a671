/** Maps byte offsets in a rewritten module back to the original file's. */
export class OffsetMap {
  /**
   * Two columns of equal length, both ascending. The byte at `rewritten[i] + k` came from `original[i] + k`, as long as
   * that is below `original[i + 1]`; past that it was inserted before the operator at `original[i + 1]`.
   */
  constructor(
    private readonly rewritten: Uint32Array,
    private readonly original: Uint32Array,
  ) {}

  /** The original offset of what is at `offset`; of inserted code, that of the operator it was inserted before. */
  toOriginal(offset: number): number {
    let low = 0;
    let high = this.rewritten.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.rewritten[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return offset;
    const original = (this.original[low - 1] ?? 0) + offset - (this.rewritten[low - 1] ?? 0);
    return Math.min(original, this.original[low] ?? original);
  }
}
