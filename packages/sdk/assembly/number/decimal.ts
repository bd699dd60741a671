// Decimal text to the nearest double, ties to even: exact for every input.
//
// 1. At most 15 digits and a small power of ten: one correctly rounded operation (Clinger, "How to read floating point
//    numbers accurately", 1990).
// 2. The first 19 digits times 128 bits of the power of ten, with a bound on the error (after Lemire, "Number parsing at a
//    gigabyte per second", 2021, with powers computed when needed).
// 3. Where that bound includes a point halfway between two doubles: all digits compared with that point, exactly.

import { Big } from "./big";
import {
  binaryExponent,
  multiplyHigh,
  powerOfTen,
  scaledLow,
  scaledPowerOfFive,
} from "./powers-of-five";

/** No double's halfway point has more significant digits than 767. */
const DIGITS_THAT_COUNT = 770;
/** Bound on the error of the 128-bit product, in units of its last place. */
const ERROR: u64 = 256;

/** The number that `decimal` read last: may be infinite (`1e400`), never NaN. */
export let decimalValue: f64 = 0;

/**
 * Reads a number in JSON's grammar: no leading zeros, no `+`, digits on both sides of the point.
 * The text must be followed by some byte that no number contains.
 * @param at address of the first byte
 * @returns the address after the number (its value is in `decimalValue`), or 0 when there is no number
 */
export function decimal(at: usize): usize {
  const negative = load<u8>(at) == 0x2d;
  let p = at + usize(negative);
  const first = p;
  let digits: u64 = 0;
  let c: u32 = <u32>load<u8>(p) - 0x30;
  if (c > 9) return 0;
  do {
    digits = digits * 10 + c;
    c = <u32>load<u8>(++p) - 0x30;
  } while (c <= 9);
  if (load<u8>(first) == 0x30 && p > first + 1) return 0;
  let exponent: i64 = 0;
  let end = p;
  if (c == 0x2e - 0x30) {
    const point = p + 1;
    c = <u32>load<u8>(++p) - 0x30;
    if (c > 9) return 0;
    do {
      digits = digits * 10 + c;
      c = <u32>load<u8>(++p) - 0x30;
    } while (c <= 9);
    exponent = <i64>point - <i64>p;
    end = p;
  }
  if ((c | 0x20) == 0x65 - 0x30) {
    const sign: u32 = load<u8>(++p);
    if (sign == 0x2b || sign == 0x2d) ++p;
    c = <u32>load<u8>(p) - 0x30;
    if (c > 9) return 0;
    let power: i64 = 0;
    do {
      if (power < 1 << 40) power = power * 10 + c;
      c = <u32>load<u8>(++p) - 0x30;
    } while (c <= 9);
    exponent += sign == 0x2d ? -power : power;
  }
  let value: f64;
  if (end - first <= 19 && digits >> 53 == 0 && <u64>(exponent + 22) <= 44) {
    value =
      exponent < 0
        ? <f64>digits / powerOfTen(<i32>-exponent)
        : <f64>digits * powerOfTen(<i32>exponent);
  } else {
    value = convert(first, end, exponent);
  }
  decimalValue = negative ? -value : value;
  return p;
}

/** All the digits in [at, end), a point among them or not, as an integer times 10^exponent. */
function convert(at: usize, end: usize, exponent: i64): f64 {
  let digits: u64 = 0;
  let count = 0;
  let dropped = 0;
  let first: usize = 0;
  for (; at < end; at++) {
    const c: u32 = <u32>load<u8>(at) - 0x30;
    if (c > 9) continue;
    if (count == 0) {
      if (c == 0) continue;
      first = at;
    }
    if (count < 19) {
      digits = digits * 10 + c;
      count++;
    } else {
      dropped++;
    }
  }
  const scale = exponent + dropped;
  if (digits == 0 || scale < -343) return 0;
  if (scale > 308) return Infinity;
  const k = <i32>scale;

  // The product: value = (high + low / 2^64) * 2^exponent2, high's top bit set.
  const zeros = <i32>clz(digits);
  const w = digits << zeros;
  const upper = scaledPowerOfFive(k);
  const carry = multiplyHigh(w, scaledLow);
  let low = w * upper + carry;
  let high = multiplyHigh(w, upper) + u64(low < carry);
  let exponent2 = 1 - zeros + binaryExponent(k) + k;
  if (<i64>high >= 0) {
    high = (high << 1) | (low >> 63);
    low <<= 1;
    exponent2--;
  }

  // Rounding: 53 bits stay, fewer in a subnormal.
  const biased = exponent2 + 63 + 1023;
  const shift = 11 + (biased < 1 ? 1 - biased : 0);
  // Below 2^-1075 even with what the product lacks.
  if (shift > 65) return 0;
  const whole = shift < 64 ? high >> shift : 0;
  // Half of a double's last place. For a shift by 65 it is 2^64, so 0 in 64 bits, and high lies below it.
  const half = (<u64>2) << (shift - 2);
  const rest = high & (half - 1);
  const isBelow = (high & half) == 0;
  // A digit dropped is worth less than 2^5 of high's units.
  const doubtful = isBelow
    ? half - rest <= (dropped ? 32 : 1) && (dropped != 0 || low >= -ERROR)
    : rest == 0 && low == 0;
  let up: u64;
  if (doubtful) {
    const order = compareWithHalfway(first, end, exponent, whole, exponent2 + shift - 1);
    up = order > 0 ? 1 : order < 0 ? 0 : whole & 1;
  } else {
    up = u64(!isBelow);
  }
  if (biased > 2046) return Infinity;
  return reinterpret<f64>(((<u64>max(biased - 1, 0)) << 52) + whole + up);
}

// Work space, kept from number to number.
let left = changetype<Big>(0);
let right = changetype<Big>(0);

/** Compares the number in [at, end) * 10^exponent with (2 * whole + 1) * 2^power. */
function compareWithHalfway(at: usize, end: usize, exponent: i64, whole: u64, power: i32): i32 {
  if (!changetype<usize>(left)) {
    left = new Big();
    right = new Big();
  }
  left.set(0);
  let count = 0;
  let sticky: u32 = 0;
  for (; at < end; at++) {
    const c: u32 = <u32>load<u8>(at) - 0x30;
    if (c > 9) continue;
    if (count < DIGITS_THAT_COUNT) {
      left.multiplyAdd(10, c);
      count++;
    } else {
      sticky |= c;
      exponent++;
    }
  }
  if (sticky) {
    left.multiplyAdd(10, 1);
    exponent--;
  }
  right.set(2 * whole + 1);
  const k = <i32>exponent;
  if (k > 0) left.multiplyPowerOfFive(k);
  else right.multiplyPowerOfFive(-k);
  if (k > power) left.multiplyPowerOfTwo(k - power);
  else right.multiplyPowerOfTwo(power - k);
  return left.compare(right);
}
