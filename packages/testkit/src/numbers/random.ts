/**
 * Seeded random numbers, the same everywhere: integer and exact floating-point steps only, no library functions whose
 * last bits differ between machines. The generator is sfc32 (Doty-Humphrey, PractRand), seeded through splitmix32.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /**
   * @param seed Unsigned 32-bit integer.
   * @param stream Numbers of another stream of the same seed are independent.
   */
  constructor(seed: number, stream = 0) {
    const next = splitmix(seed, stream);
    this.#a = next();
    this.#b = next();
    this.#c = next();
    for (let i = 0; i < 12; i += 1) this.uint32();
  }

  /** Uniform in 0..2^32, whole. */
  uint32(): number {
    const sum = (this.#a + this.#b + this.#counter++) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** Fills `bytes` with whole numbers' bytes, lowest first. */
  fill(bytes: Uint8Array): void {
    let word = 0;
    for (let i = 0; i < bytes.length; i += 1) {
      if ((i & 3) === 0) word = this.uint32();
      bytes[i] = word & 0xff;
      word >>>= 8;
    }
  }

  /** Uniform in [0, 1), 32 bits. */
  uniform(): number {
    return this.uint32() / 4294967296;
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }

  /** Whole and uniform in [0, below). */
  below(below: number): number {
    return Math.floor(this.uniform() * below);
  }

  /** Close to the standard normal, within -6..6: the sum of twelve uniforms, less 6 (Irwin-Hall). */
  normal(): number {
    let sum = -6;
    for (let i = 0; i < 12; i += 1) sum += this.uniform();
    return sum;
  }
}

function splitmix(seed: number, stream: number): () => number {
  let state = (seed ^ Math.imul(stream + 1, 0x85ebca6b)) | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}
