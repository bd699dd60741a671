// Powers of five and ten for decimal to binary conversion. Nothing is tabulated: a table would be most of a small program.

/** 5^27, the largest power of five that fits in 64 bits, times 2: its top bit is set. */
const POWER_27: u64 = 0xcecb8f27f4200f3a;
/** 5^-27, cut to 128 bits with the top one set: upper half, lower half. */
const POWER_MINUS_27: u64 = 0x9e74d1b791e07e48;
const POWER_MINUS_27_LOW: u64 = 0x775ea264cf55347d;

/** 10^k, exactly. @param k 0 to 22: larger powers have no exact double */
export function powerOfTen(k: i32): f64 {
  let power: f64 = 1;
  for (; k; k--) power *= 10;
  return power;
}

/** Upper half of the 128-bit product. */
export function multiplyHigh(a: u64, b: u64): u64 {
  const al = a & 0xffffffff;
  const ah = a >> 32;
  const bl = b & 0xffffffff;
  const bh = b >> 32;
  const mid = ah * bl + ((al * bl) >> 32);
  return ah * bh + (mid >> 32) + ((al * bh + (mid & 0xffffffff)) >> 32);
}

/** Lower half of what `scaledPowerOfFive` returns the upper half of. */
export let scaledLow: u64 = 0;

/**
 * 5^k as a 128-bit number P with its top bit set: 5^k / 2^(binaryExponent(k) - 127) lies in [P, P + 64).
 * @param k -343 to 308
 * @returns the upper half of P; the lower is in `scaledLow`
 */
export function scaledPowerOfFive(k: i32): u64 {
  const high27 = k < 0 ? POWER_MINUS_27 : POWER_27;
  const low27 = k < 0 ? POWER_MINUS_27_LOW : 0;
  // k = rest + 27 * times, times counted in powers of 5^27 or 5^-27.
  let times = 0;
  let rest = k;
  for (; rest < 0; rest += 27) times++;
  for (; rest > 27; rest -= 27) times++;
  let high: u64 = 1;
  for (; rest; rest--) high *= 5;
  high <<= clz(high);
  let low: u64 = 0;
  for (; times; times--) {
    // The product's upper 128 bits; what is dropped is less than 3 units of the last.
    const part = multiplyHigh(low, high27);
    const middle = part + multiplyHigh(high, low27);
    const product = high * high27;
    low = product + middle;
    high = multiplyHigh(high, high27) + u64(middle < part) + u64(low < product);
    if (<i64>high >= 0) {
      high = (high << 1) | (low >> 63);
      low <<= 1;
    }
  }
  scaledLow = low;
  return high;
}

/** The largest x with 2^x <= 5^k. @param k -343 to 308 */
export function binaryExponent(k: i32): i32 {
  return (152170 * k) >> 16;
}
