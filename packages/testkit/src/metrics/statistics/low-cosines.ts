import { at } from "../../numbers/column.js";
import { type ComplexColumn, fourier, multiply } from "../../numbers/fourier.js";
import { Sum } from "../../numbers/sum.js";

/** More multiplications than this are done by Fourier transforms. */
const MAX_PLAIN_STEPS = 4_000_000;

/**
 * The first `count` coefficients of the orthonormal cosine transform (DCT-II) after the mean's:
 * L_j = sqrt(2/n) sum_t x_t cos(pi j (t - 1/2)/n), j = 1..count, in the unit of x. To about 1e-15 of sqrt(sum x^2), in
 * n times `count` steps, or n log n where that is quicker.
 *
 * @param values x, in order of time. @param count At most n.
 */
export function lowCosines(values: ArrayLike<number>, count: number): Float64Array {
  return values.length * count > MAX_PLAIN_STEPS
    ? cosinesByChirp(values, count)
    : cosinesBySum(values, count);
}

/** The angle's multiple of pi / 2n is a whole number, so each cosine is looked up exactly and a constant adds nothing. */
export function cosinesBySum(values: ArrayLike<number>, count: number): Float64Array {
  const n = values.length;
  const period = 4 * n;
  const table = cosineTable(n);
  const coefficients = new Float64Array(count);
  const scale = Math.sqrt(2 / n);
  for (let j = 1; j <= count; j += 1) {
    const total = new Sum();
    let angle = j;
    for (let t = 0; t < n; t += 1) {
      total.add(at(values, t) * at(table, angle));
      angle += 2 * j;
      if (angle >= period) angle -= period;
    }
    coefficients[j - 1] = scale * total.value;
  }
  return coefficients;
}

/**
 * The same as a convolution: L_j is the real part of sqrt(2/n) exp(-i pi j / 2n) sum_t x_t exp(-i pi j t / n), t = 0..n - 1, and
 * j t = (j^2 + t^2 - (j - t)^2) / 2.
 *
 * Source: L. Bluestein, "A linear filtering approach to the computation of discrete Fourier transform", IEEE Trans. Audio
 * Electroacoustics 18 (1970) 451-455.
 */
export function cosinesByChirp(values: ArrayLike<number>, count: number): Float64Array {
  const n = values.length;
  const table = cosineTable(n);
  const length = 2 ** Math.ceil(Math.log2(n + count + 1));
  const signal = zeros(length);
  const chirp = zeros(length);
  for (let t = 0; t < n; t += 1) {
    const angle = (t * t) % (4 * n);
    signal.re[t] = at(values, t) * at(table, angle);
    signal.im[t] = -at(values, t) * sine(table, angle);
  }
  for (let k = 1 - n; k <= count; k += 1) {
    const angle = (k * k) % (4 * n);
    const place = (k + length) % length;
    chirp.re[place] = at(table, angle);
    chirp.im[place] = sine(table, angle);
  }
  fourier(signal);
  fourier(chirp);
  multiply(signal, chirp);
  // The inverse transform is the transform with the imaginary parts' signs turned before and after.
  for (let k = 0; k < length; k += 1) signal.im[k] = -at(signal.im, k);
  fourier(signal);
  const scale = Math.sqrt(2 / n) / length;
  return Float64Array.from({ length: count }, (_, i) => {
    const j = i + 1;
    const angle = (j * j + j) % (4 * n);
    return scale * (at(signal.re, j) * at(table, angle) - at(signal.im, j) * sine(table, angle));
  });
}

function zeros(length: number): ComplexColumn {
  return { re: new Float64Array(length), im: new Float64Array(length) };
}

/** sin(pi k / 2n) from the table of cosines: a quarter of the period later. */
function sine(cosines: Float64Array, k: number): number {
  return at(cosines, (k + (3 * cosines.length) / 4) % cosines.length);
}

/** cos(pi k / 2n) for k = 0..4n - 1; one quarter is computed, the others are its mirror images, so that symmetric sums cancel. */
function cosineTable(n: number): Float64Array {
  const table = new Float64Array(4 * n);
  table[0] = 1;
  table[2 * n] = -1;
  for (let k = 1; k < n; k += 1) {
    const value = Math.cos((Math.PI * k) / (2 * n));
    table[k] = value;
    table[2 * n - k] = -value;
    table[2 * n + k] = -value;
    table[4 * n - k] = value;
  }
  return table;
}
