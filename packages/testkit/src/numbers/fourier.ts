import { at } from "./column.js";

/** Complex numbers in two columns. */
export interface ComplexColumn {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * The discrete Fourier transform in place, X_k = sum_t x_t exp(-2 pi i k t / m); radix 2, decimation in time.
 *
 * Source: J. W. Cooley and J. W. Tukey, Math. Comput. 19 (1965) 297-301.
 *
 * @param values m of them, m a power of two.
 */
export function fourier({ re, im }: ComplexColumn): void {
  const m = re.length;
  reverseBits(re, im);
  const half = m / 2;
  const cosines = new Float64Array(half);
  const sines = new Float64Array(half);
  for (let k = 0; k < half; k += 1) {
    cosines[k] = Math.cos((2 * Math.PI * k) / m);
    sines[k] = -Math.sin((2 * Math.PI * k) / m);
  }
  for (let size = 2; size <= m; size *= 2) {
    const stride = m / size;
    for (let start = 0; start < m; start += size) {
      for (let k = 0; k < size / 2; k += 1) {
        const low = start + k;
        const high = low + size / 2;
        const c = at(cosines, k * stride);
        const s = at(sines, k * stride);
        const x = at(re, high) * c - at(im, high) * s;
        const y = at(re, high) * s + at(im, high) * c;
        re[high] = at(re, low) - x;
        im[high] = at(im, low) - y;
        re[low] = at(re, low) + x;
        im[low] = at(im, low) + y;
      }
    }
  }
}

function reverseBits(re: Float64Array, im: Float64Array): void {
  for (let i = 1, j = 0; i < re.length; i += 1) {
    let bit = re.length >> 1;
    for (; (j & bit) !== 0; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    const a = at(re, i);
    const b = at(im, i);
    re[i] = at(re, j);
    im[i] = at(im, j);
    re[j] = a;
    im[j] = b;
  }
}

/** The product of two columns, element by element, in place of the first. */
export function multiply(one: ComplexColumn, other: ComplexColumn): void {
  for (let k = 0; k < one.re.length; k += 1) {
    const a = at(one.re, k);
    const b = at(one.im, k);
    const c = at(other.re, k);
    const d = at(other.im, k);
    one.re[k] = a * c - b * d;
    one.im[k] = a * d + b * c;
  }
}
