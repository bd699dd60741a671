/**
 * xoshiro128**, seeded with splitmix32: small, fast, and the same numbers everywhere from the same seed. Not for secrets.
 *
 * Source: D. Blackman and S. Vigna, "Scrambled linear pseudorandom number generators", ACM Trans. Math. Softw. 47 (2021).
 */
export class Random {
  readonly #state: Uint32Array;

  /** @param seed Unsigned 32-bit integer. */
  constructor(seed: number) {
    this.#state = new Uint32Array(4);
    let x = seed >>> 0;
    for (let i = 0; i < 4; i += 1) {
      x = (x + 0x9e3779b9) >>> 0;
      let z = x;
      z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
      z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
      this.#state[i] = z ^ (z >>> 16);
    }
  }

  /** Starts from a given state instead of a seed: four unsigned 32-bit integers, not all 0. */
  static fromState(state: readonly [number, number, number, number]): Random {
    const random = new Random(0);
    random.#state.set(state);
    return random;
  }

  /** The next unsigned 32-bit integer. */
  next(): number {
    const s = this.#state;
    const [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = s;
    const scrambled = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
    const [t2, t3] = [s2 ^ s0, s3 ^ s1];
    s[1] = s1 ^ t2;
    s[0] = s0 ^ t3;
    s[2] = t2 ^ (s1 << 9);
    s[3] = rotateLeft(t3, 11);
    return scrambled;
  }

  /** A whole number from 0 to `bound` - 1, uneven by less than bound / 2^32. */
  below(bound: number): number {
    return Math.floor((this.next() / 4_294_967_296) * bound);
  }
}

function rotateLeft(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}
