import { readGoFloat } from "../../chain/go-float.js";

const ZERO = 0x30;
const POINT = 0x2e;
const MINUS = 0x2d;
/** Up to 15 digits and powers of ten up to 1e22 are exact doubles, so one division rounds correctly (Clinger 1990). */
const EXACT_DIGITS = 15;
const POWERS = Float64Array.from({ length: EXACT_DIGITS + 1 }, (_, i) => 10 ** i);

/** A byte order mark within a file is text like any other. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const strict = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });

/** The text of a range of UTF-8 bytes. */
export function textOf(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end));
}

/** The first bytes of a file without a byte order mark. */
export function withoutMark(chunk: Uint8Array): Uint8Array {
  const marked = chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
  return marked ? chunk.subarray(3) : chunk;
}

/** The text of bytes, or null when they are not UTF-8. */
export function decodedText(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

/** Whether a range of bytes is UTF-8. */
export function isUtf8(bytes: Uint8Array, start: number, end: number): boolean {
  return decodedText(bytes.subarray(start, end)) !== null;
}

/** A whole number of at most 15 digits, or NaN. */
export function wholeNumber(bytes: Uint8Array, start: number, end: number): number {
  if (end === start || end - start > EXACT_DIGITS) return NaN;
  let value = 0;
  for (let at = start; at < end; at += 1) {
    const digit = (bytes[at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** A number as the chain reads it (NaN and infinities too), or null when it is none. */
export function decimalNumber(bytes: Uint8Array, start: number, end: number): number | null {
  const negative = bytes[start] === MINUS;
  let mantissa = 0;
  let digits = 0;
  let point = -1;
  for (let at = negative ? start + 1 : start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === POINT && point < 0) point = digits;
    else if (byte < ZERO || byte > ZERO + 9 || (digits += 1) > EXACT_DIGITS)
      return slowNumber(bytes, start, end);
    else mantissa = mantissa * 10 + (byte - ZERO);
  }
  if (digits === 0) return slowNumber(bytes, start, end);
  const value = point < 0 ? mantissa : mantissa / (POWERS[digits - point] ?? NaN);
  return negative ? -value : value;
}

function slowNumber(bytes: Uint8Array, start: number, end: number): number | null {
  const value = readGoFloat(textOf(bytes, start, end));
  return typeof value === "number" ? value : null;
}
