import { Sum } from "../../numbers/sum.js";

/**
 * The first `count` coefficients of the orthonormal cosine transform (DCT-II) after the mean's:
 * L_j = sqrt(2/n) sum_t x_t cos(pi j (t - 1/2)/n), j = 1..count, in the unit of x. Takes n times `count` steps.
 *
 * The angle's multiple of pi / 2n is a whole number, so each cosine is looked up exactly and a constant adds nothing.
 *
 * @param values x, in order of time.
 */
export function lowCosines(values: ArrayLike<number>, count: number): Float64Array {
  const n = values.length;
  const period = 4 * n;
  const table = cosineTable(n);
  const coefficients = new Float64Array(count);
  const scale = Math.sqrt(2 / n);
  for (let j = 1; j <= count; j += 1) {
    const total = new Sum();
    let angle = j;
    for (let t = 0; t < n; t += 1) {
      total.add((values[t] ?? 0) * (table[angle] ?? 0));
      angle += 2 * j;
      if (angle >= period) angle -= period;
    }
    coefficients[j - 1] = scale * total.value;
  }
  return coefficients;
}

/** cos(pi k / 2n) for k = 0..4n - 1; one quarter is computed, the others are its mirror images, so that symmetric sums cancel. */
function cosineTable(n: number): Float64Array {
  const table = new Float64Array(4 * n);
  for (let k = 0; k <= n; k += 1) {
    const value = k === n ? 0 : Math.cos((Math.PI * k) / (2 * n));
    table[k] = value;
    table[2 * n - k] = -value;
    table[2 * n + k] = -value;
    if (k > 0) table[4 * n - k] = value;
  }
  return table;
}
