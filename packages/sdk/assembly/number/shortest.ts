// Double to the shortest decimal text that reads back as the same double, the nearest such where several are as short: Steele & White's
// algorithm with exact integers ("How to print floating-point numbers accurately", 1990; improved by Burger & Dybvig, 1996).

import { Text } from "../text/text";
import { Big } from "./big";
import { decimal, decimalValue } from "./decimal";

/**
 * A number as text, the way JavaScript writes it (but -0 as `-0`), for messages and for JSON. The text of AssemblyScript's `toString` also
 * reads back exactly, but its digits may differ.
 */
export function formatNumber(value: f64): string {
  const text = writeNumber(new Text(), value);
  return String.UTF8.decodeUnsafe(text.start, text.length);
}

/**
 * The number that a text stands for, rounded correctly; NaN when the text is not a number. JSON's grammar: no spaces, no `+`, no leading
 * zeros, digits on both sides of the point. A number beyond the doubles gives an infinity. AssemblyScript's `parseFloat` is wrong for some
 * numbers and reads `1abc` as 1.
 */
export function parseNumber(text: string): f64 {
  const bytes = new Text().string(text).byte(0);
  return decimal(bytes.start) == bytes.start + bytes.length - 1 ? decimalValue : NaN;
}

/** Writes a number as `formatNumber` does. */
export function writeNumber(output: Text, value: f64): Text {
  if (isNaN(value)) return output.string("NaN");
  const bits = reinterpret<u64>(value);
  if (<i64>bits < 0) output.byte(0x2d);
  if (!isFinite(value)) return output.string("Infinity");
  if (value == 0) return output.byte(0x30);
  const field = (<i32>(bits >> 52)) & 0x7ff;
  const fraction = bits & 0xfffffffffffff;
  const digits = new Text(32);
  const point = field
    ? generate(digits, fraction | (1 << 52), field - 1075, fraction == 0 && field > 1)
    : generate(digits, fraction, -1074, false);
  return layOut(output, digits, point);
}

// Work space, kept from number to number.
let rest = changetype<Big>(0);
let unit = changetype<Big>(0);
let above = changetype<Big>(0);
let below = changetype<Big>(0);
let sum = changetype<Big>(0);

function prepare(): void {
  rest = new Big();
  unit = new Big();
  above = new Big();
  below = new Big();
  sum = new Big();
}

/**
 * Writes the shortest digits of mantissa * 2^exponent and returns where the point goes: after so many of them.
 * @param narrow whether the double below is only half as far away as the one above
 */
function generate(digits: Text, mantissa: u64, exponent: i32, narrow: bool): i32 {
  if (!changetype<usize>(rest)) prepare();
  // rest / unit is the number; above / unit and below / unit are half the ways to its neighbours.
  const shift = narrow ? 2 : 1;
  rest.set(mantissa).multiplyPowerOfTwo(max(exponent, 0) + shift);
  unit.set(1).multiplyPowerOfTwo(max(-exponent, 0) + shift);
  above.set(1).multiplyPowerOfTwo(max(exponent, 0) + shift - 1);
  below.set(1).multiplyPowerOfTwo(max(exponent, 0));
  // A neighbour's boundary itself reads as this number when its mantissa is even.
  const inclusive = i32((mantissa & 1) == 0);

  const log2 = exponent + 63 - <i32>clz(mantissa);
  let point = <i32>Math.ceil(<f64>log2 * 0.30102999566398119521 - 1e-10);
  if (point >= 0) {
    unit.multiplyPowerOfFive(point).multiplyPowerOfTwo(point);
  } else {
    rest.multiplyPowerOfFive(-point).multiplyPowerOfTwo(-point);
    above.multiplyPowerOfFive(-point).multiplyPowerOfTwo(-point);
    below.multiplyPowerOfFive(-point).multiplyPowerOfTwo(-point);
  }
  if (sum.copy(rest).add(above).compare(unit) + inclusive > 0) {
    point++;
  } else {
    rest.multiplyAdd(10, 0);
    above.multiplyAdd(10, 0);
    below.multiplyAdd(10, 0);
  }

  while (true) {
    let digit: u32 = 0;
    for (; rest.compare(unit) >= 0; digit++) rest.subtract(unit);
    const low = rest.compare(below) - inclusive < 0;
    const high = sum.copy(rest).add(above).compare(unit) + inclusive > 0;
    if (low || high) {
      // The last digit: the nearer of the two, the even one of equally near ones.
      const half = rest.multiplyAdd(2, 0).compare(unit);
      const up = low && high ? half > 0 || (half == 0 && (digit & 1) != 0) : high;
      digits.byte(0x30 + digit + u32(up));
      return point;
    }
    digits.byte(0x30 + digit);
    rest.multiplyAdd(10, 0);
    above.multiplyAdd(10, 0);
    below.multiplyAdd(10, 0);
  }
  return point;
}

/** Puts point, zeros and exponent around the digits (ECMA-262, Number::toString). */
function layOut(output: Text, digits: Text, point: i32): Text {
  const count = <i32>digits.length;
  const start = digits.start;
  if (point > 21 || point < -5) {
    output.byte(load<u8>(start));
    if (count > 1) output.byte(0x2e).bytes(start + 1, count - 1);
    output.byte(0x65).byte(point > 0 ? 0x2b : 0x2d);
    return output.unsigned(abs(point - 1));
  }
  if (point <= 0) {
    output.string("0.");
    for (let i = point; i < 0; i++) output.byte(0x30);
    return output.bytes(start, count);
  }
  output.bytes(start, min(point, count));
  for (let i = count; i < point; i++) output.byte(0x30);
  if (count > point) output.byte(0x2e).bytes(start + point, count - point);
  return output;
}
