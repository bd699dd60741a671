import { MISSING } from "../write/record-encoder.js";
import { textOf } from "./byte-text.js";
import type { CsvFields } from "./csv-lexer.js";

const TAB = 0x09;
const CR = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const NOT_ASCII = 0x80;
/** Decimals of so many digits are all different doubles, so that JavaScript writes each as it was. */
const EXACT_DIGITS = 15;
/** JavaScript writes a smaller number than 0.000001 with an exponent. */
const MAX_LEADING_ZEROS = 5;

/**
 * Cuts lines that are flat JSON objects into fields, as ranges of the line's own bytes: numbers as JavaScript writes them, texts in ASCII
 * without escapes, keys in the order of the first object. Any other line, right or wrong, is left to {@link JSON.parse}.
 */
export class FlatObjects {
  readonly #keys: readonly Uint8Array[];
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  /** Where the value read last ends without its quotes. */
  #stop = 0;

  /**
   * @param keys of the first object
   * @param columns how many columns a record has: those of the keys, and behind them some that are always missing
   */
  constructor(
    keys: readonly string[],
    readonly columns: number,
  ) {
    this.#keys = keys.map((key) => new TextEncoder().encode(JSON.stringify(key)));
    this.#starts = new Int32Array(columns).fill(MISSING);
    this.#ends = new Int32Array(columns).fill(MISSING);
  }

  /** The fields of the line between two indices, valid until the next call; null when it is not such an object. */
  read(bytes: Uint8Array, start: number, end: number, row: number): CsvFields | null {
    let at = afterBlanks(bytes, start);
    if (bytes[at] !== OPEN) return null;
    for (let i = 0; i < this.#keys.length; i += 1) {
      if (i > 0 && bytes[at] !== COMMA) return null;
      at = this.#afterKey(bytes, afterBlanks(bytes, at + 1), i);
      if (at < 0) return null;
      const quoted = bytes[at] === QUOTE;
      const next = quoted ? this.#afterText(bytes, at + 1) : this.#afterNumber(bytes, at);
      if (next < 0) return null;
      this.#starts[i] = quoted ? at + 1 : at;
      this.#ends[i] = this.#stop;
      at = afterBlanks(bytes, next);
    }
    if (bytes[at] !== CLOSE || afterBlanks(bytes, at + 1) < end) return null;
    return { bytes, starts: this.#starts, ends: this.#ends, count: this.columns, row };
  }

  /** Index of the value of a key, or -1 when another one stands here. */
  #afterKey(bytes: Uint8Array, start: number, index: number): number {
    const key = this.#keys[index] ?? bytes;
    for (let i = 0; i < key.length; i += 1) if (bytes[start + i] !== key[i]) return -1;
    const at = afterBlanks(bytes, start + key.length);
    return bytes[at] === COLON ? afterBlanks(bytes, at + 1) : -1;
  }

  #afterText(bytes: Uint8Array, start: number): number {
    let at = start;
    for (; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) {
        this.#stop = at;
        return at + 1;
      }
      if (byte < SPACE || byte === BACKSLASH || byte >= NOT_ASCII) return -1;
    }
    return -1;
  }

  #afterNumber(bytes: Uint8Array, start: number): number {
    const whole = bytes[start] === MINUS ? start + 1 : start;
    const point = afterDigits(bytes, whole);
    if (point === whole) return -1;
    let end = point;
    if (bytes[whole] === ZERO) {
      if (point > whole + 1 || (whole > start && bytes[point] !== POINT)) return -1;
    }
    if (bytes[point] === POINT) {
      end = afterDigits(bytes, point + 1);
      if (end === point + 1 || bytes[end - 1] === ZERO) return -1;
      if (bytes[whole] === ZERO && afterZeros(bytes, point + 1) > point + 1 + MAX_LEADING_ZEROS)
        return -1;
    }
    this.#stop = end;
    return end - whole <= EXACT_DIGITS || isShortest(textOf(bytes, start, end)) ? end : -1;
  }
}

/** Whether JavaScript writes a number like this. */
function isShortest(text: string): boolean {
  return String(Number(text)) === text;
}

function afterBlanks(bytes: Uint8Array, start: number): number {
  let at = start;
  while (bytes[at] === SPACE || bytes[at] === TAB || bytes[at] === CR) at += 1;
  return at;
}

function afterDigits(bytes: Uint8Array, start: number): number {
  let at = start;
  for (let byte = bytes[at] ?? 0; byte >= ZERO && byte <= NINE; byte = bytes[at] ?? 0) at += 1;
  return at;
}

function afterZeros(bytes: Uint8Array, start: number): number {
  let at = start;
  while (bytes[at] === ZERO) at += 1;
  return at;
}
