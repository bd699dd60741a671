const LEAST = 1024;
const MOST = 1 << 16;

/** A growing column of numbers, in chunks, so that growth never holds the whole column twice. */
class ChunkedColumn<Chunk extends Float64Array | Uint32Array> {
  #chunks: Chunk[] = [];
  #last: Chunk | undefined;
  #used = 0;
  length = 0;

  constructor(
    readonly make: (length: number) => Chunk,
    readonly makeShared: (length: number) => Chunk,
  ) {}

  push(value: number): void {
    if (this.#last === undefined || this.#used === this.#last.length) {
      this.#last = this.make(Math.min(Math.max(LEAST, this.length), MOST));
      this.#chunks.push(this.#last);
      this.#used = 0;
    }
    this.#last[this.#used++] = value;
    this.length++;
  }

  /** The whole column in one piece, in memory that threads can share; the chunks are let go. */
  finish(): Chunk {
    const whole = this.makeShared(this.length);
    let at = 0;
    for (const chunk of this.#chunks) {
      whole.set(chunk.length <= this.length - at ? chunk : chunk.subarray(0, this.length - at), at);
      at += chunk.length;
    }
    this.#chunks = [];
    this.#last = undefined;
    return whole;
  }
}

export type Column64 = ChunkedColumn<Float64Array>;
export type Column32 = ChunkedColumn<Uint32Array>;

/** A column in memory that worker threads can be given without a copy. */
export const shared64 = (length: number): Float64Array =>
  new Float64Array(new SharedArrayBuffer(8 * length));
export const shared32 = (length: number): Uint32Array =>
  new Uint32Array(new SharedArrayBuffer(4 * length));

export const column64 = (): Column64 =>
  new ChunkedColumn<Float64Array>((length) => new Float64Array(length), shared64);
export const column32 = (): Column32 =>
  new ChunkedColumn<Uint32Array>((length) => new Uint32Array(length), shared32);
