/** Small, since a history may have tens of thousands of topics with a handful of rows each. */
const LEAST = 16;
const MOST = 1 << 16;
/** Length from which on a column is one piece that grows where it is. */
const LARGE = 1 << 18;
const STEP = 1 << 18;
/** Most numbers of a column, above the readers' own limit. Address space is set aside for them, memory only as they come. */
const LARGEST = 2 ** 28;
/** Where there is little address space, it is set aside for so many times what a column holds. */
const AHEAD = 4;
/** Pieces of address space that a process can have where there is no limit of it: 64 GiB. */
const AMPLE = { pieces: 32, bytes: 2 ** 31 } as const;

type Numbers = Float64Array | Uint32Array;

interface Kind<Column extends Numbers> {
  readonly bytes: number;
  view(buffer: ArrayBufferLike, length: number): Column;
}

/**
 * A growing column of numbers. While it is small it is made of chunks; a large one grows in place, in memory that threads can share,
 * so that no part of it is ever held twice (memory once used for chunks would mostly stay with the process).
 */
class GrowingColumn<Column extends Numbers> {
  #chunks: Column[] = [];
  #last: Column | undefined;
  #used = 0;
  #large: SharedArrayBuffer | null = null;
  length = 0;

  constructor(readonly kind: Kind<Column>) {}

  push(value: number): void {
    if (this.#last === undefined || this.#used === this.#last.length) this.#last = this.#more();
    this.#last[this.#used++] = value;
    this.length += 1;
  }

  /** The whole column in one piece, in memory that threads can share; to be called once, at the end. */
  finish(): Column {
    const { kind, length } = this;
    const whole = this.#large ?? new SharedArrayBuffer(kind.bytes * length);
    if (this.#large === null) this.#gather(whole);
    this.#last = undefined;
    return kind.view(whole, length);
  }

  /** Room for more: a chunk, or the whole column with room at its end. */
  #more(): Column {
    const { kind, length } = this;
    if (length < LARGE) {
      this.#used = 0;
      const size = Math.min(Math.max(LEAST, length), MOST);
      const chunk = kind.view(new ArrayBuffer(kind.bytes * size), size);
      this.#chunks.push(chunk);
      return chunk;
    }
    const grown = kind.bytes * (length + STEP);
    const large = this.#room(grown);
    this.#large = large;
    this.#used = length;
    return kind.view(large, length + STEP);
  }

  /** The column in one piece with so many bytes of room. */
  #room(bytes: number): SharedArrayBuffer {
    const { kind, length } = this;
    const before = this.#large;
    if (before !== null && bytes <= before.maxByteLength) {
      before.grow(bytes);
      return before;
    }
    const larger = reserve(bytes, hasAmpleSpace() ? kind.bytes * LARGEST : AHEAD * bytes);
    if (before === null) this.#gather(larger);
    else kind.view(larger, length).set(kind.view(before, length));
    return larger;
  }

  /** Moves the chunks into one piece. */
  #gather(to: SharedArrayBuffer): void {
    const whole = this.kind.view(to, this.length);
    let at = 0;
    for (const chunk of this.#chunks) {
      whole.set(chunk.subarray(0, this.length - at), at);
      at += chunk.length;
    }
    this.#chunks = [];
  }
}

/**
 * Memory of so many bytes that may grow in place up to `most`, or to less where so much address space is not available: the column then
 * moves when that is full.
 */
export function reserve(bytes: number, most: number): SharedArrayBuffer {
  for (let room = most; room > bytes; room = Math.floor(room / 2)) {
    try {
      return new SharedArrayBuffer(bytes, { maxByteLength: room });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return new SharedArrayBuffer(bytes, { maxByteLength: bytes });
}

let ample: boolean | null = null;

/**
 * Whether columns may set aside all they could ever need. With a limit of address space (`ulimit -v`, as clusters have) they would leave
 * none for anything else, and the process would end without a word.
 */
function hasAmpleSpace(): boolean {
  if (ample !== null) return ample;
  try {
    const { pieces, bytes } = AMPLE;
    Array.from({ length: pieces }, () => new SharedArrayBuffer(0, { maxByteLength: bytes }));
    ample = true;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    ample = false;
  }
  return ample;
}

export type Column64 = GrowingColumn<Float64Array>;
export type Column32 = GrowingColumn<Uint32Array>;

/** A column in memory that worker threads can be given without a copy. */
export const shared64 = (length: number): Float64Array =>
  new Float64Array(new SharedArrayBuffer(8 * length));
export const shared32 = (length: number): Uint32Array =>
  new Uint32Array(new SharedArrayBuffer(4 * length));

export const column64 = (): Column64 =>
  new GrowingColumn<Float64Array>({
    bytes: Float64Array.BYTES_PER_ELEMENT,
    view: (buffer, length) => new Float64Array(buffer, 0, length),
  });
export const column32 = (): Column32 =>
  new GrowingColumn<Uint32Array>({
    bytes: Uint32Array.BYTES_PER_ELEMENT,
    view: (buffer, length) => new Uint32Array(buffer, 0, length),
  });
