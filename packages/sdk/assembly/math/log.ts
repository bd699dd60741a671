const LN2_HIGH: f64 = 0.69314718036912381649; // 33 bits: exact times any exponent
const LN2_LOW: f64 = 1.90821492927058770002e-10;

/**
 * The natural logarithm within 1 unit in the last place; -Infinity of 0, NaN below. Like `Math.log`, but 4 KB smaller: no table.
 *
 * x = 2^k (1 + f) with 1 + f from sqrt(1/2) to sqrt(2), and, with s = f / (2 + f), ln(1 + f) = 2 s + 2 s^3 / 3 + 2 s^5 / 5 + ...; the first term left
 * out is below 2^-57. 2 s is written as f - s f, since f is exact.
 */
export function log(x: f64): f64 {
  if (!(x > 0)) return x == 0 ? -Infinity : NaN;
  if (x == Infinity) return x;
  let k = 0;
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984; // 2^54
    k = -54;
  }
  const bits = reinterpret<u64>(x);
  // The exponent of x * sqrt(2): what is below 1 + f = sqrt(1/2) belongs to the power before.
  const shifted = bits + (0x3ff0000000000000 - 0x3fe6a09e667f3bcd);
  k += <i32>(shifted >> 52) - 1023;
  const f = reinterpret<f64>((shifted & 0xfffffffffffff) + 0x3fe6a09e667f3bcd) - 1;
  const s = f / (2 + f);
  const z = s * s;
  let sum: f64 = 2.0 / 21;
  sum = sum * z + 2.0 / 19;
  sum = sum * z + 2.0 / 17;
  sum = sum * z + 2.0 / 15;
  sum = sum * z + 2.0 / 13;
  sum = sum * z + 2.0 / 11;
  sum = sum * z + 2.0 / 9;
  sum = sum * z + 2.0 / 7;
  sum = sum * z + 2.0 / 5;
  sum = sum * z + 2.0 / 3;
  const exponent = <f64>k;
  return exponent * LN2_HIGH - (s * (f - z * sum) - exponent * LN2_LOW - f);
}
