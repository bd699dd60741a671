import { ascending } from "../../numbers/order.js";
import { Random } from "../../numbers/xoshiro.js";
import { Sum } from "../../numbers/sum.js";

export interface BootstrapOptions {
  /** Unsigned 32-bit integer: the same seed gives the same interval. */
  readonly seed: number;
  /** How often to draw; 2,000 by default. */
  readonly draws?: number;
  /** Length of the blocks in sets; by default the cube root of the number of sets, rounded up. */
  readonly block?: number;
  /** Of the interval, between 0 and 1; 0.95 by default. */
  readonly confidence?: number;
}

export interface BootstrapInterval {
  readonly low: number;
  readonly high: number;
  readonly block: number;
  readonly draws: number;
}

/**
 * Interval of the skill score 1 - sum(errors) / sum(reference) by the circular block bootstrap: blocks of consecutive sets are
 * drawn with replacement (both errors of a set together), so that what errors have to do with their neighbours is kept.
 * Percentile interval, quantiles interpolated linearly (R's type 7).
 *
 * Sources: D. N. Politis and J. P. Romano, "A circular block-resampling procedure for stationary data", in Exploring the
 * Limits of Bootstrap (1992) 263-270; block length of order n^(1/3): P. Hall, J. Horowitz and B.-Y. Jing, Biometrika 82 (1995).
 *
 * @param errors Not negative, in order of time.
 * @param reference The baseline's errors on the same sets.
 * @returns null for fewer than two sets, or when a draw finds no error in the reference (or infinite ones).
 */
export function bootstrapSkill(
  errors: ArrayLike<number>,
  reference: ArrayLike<number>,
  options: BootstrapOptions,
): BootstrapInterval | null {
  const n = errors.length;
  if (n < 2) return null;
  const { seed, draws = 2000, confidence = 0.95 } = options;
  const block = Math.min(n, options.block ?? Math.ceil(Math.cbrt(n) - 1e-9));
  const own = new BlockSums(errors, block);
  const other = new BlockSums(reference, block);
  const random = new Random(seed);
  const skills = new Float64Array(draws);
  const [whole, rest] = [Math.floor(n / block), n % block];
  for (let draw = 0; draw < draws; draw += 1) {
    const [mine, theirs] = [new Sum(), new Sum()];
    for (let k = 0; k < whole; k += 1) {
      const start = random.below(n);
      mine.add(own.whole(start));
      theirs.add(other.whole(start));
    }
    if (rest > 0) {
      const start = random.below(n);
      mine.add(own.part(start, rest));
      theirs.add(other.part(start, rest));
    }
    const skill = 1 - mine.value / theirs.value;
    if (!Number.isFinite(skill)) return null;
    skills[draw] = skill;
  }
  const sorted = ascending(skills);
  const tail = (1 - confidence) / 2;
  return { low: quantile(sorted, tail), high: quantile(sorted, 1 - tail), block, draws };
}

/** Sums of consecutive values, going round at the end; whole blocks are added up once. */
class BlockSums {
  readonly #values: Float64Array;
  readonly #whole: Float64Array;

  constructor(values: ArrayLike<number>, block: number) {
    this.#values = Float64Array.from(values);
    this.#whole = this.#values.map((_, start) => this.part(start, block));
  }

  whole(start: number): number {
    return this.#whole[start] ?? 0;
  }

  part(start: number, length: number): number {
    const total = new Sum();
    for (let k = start; k < start + length; k += 1) {
      total.add(this.#values[k % this.#values.length] ?? 0);
    }
    return total.value;
  }
}

/**
 * Quantile of ascending values, interpolated linearly between order statistics.
 *
 * Source: R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages", Am. Stat. 50 (1996) 361-365, type 7.
 *
 * @returns NaN for no values.
 */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  const at = (sorted.length - 1) * p;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}
