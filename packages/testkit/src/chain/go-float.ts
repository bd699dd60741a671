/**
 * Why a text is not a number here: `syntax` and `range` are Go's own errors; `spelling` is a hexadecimal float or digits
 * with underscores, which Go reads but no logic should print and no other host is sure to read.
 */
export type GoFloatFault = "syntax" | "range" | "spelling";

const DECIMAL = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
const NAMED = /^(?:[+-]?inf(?:inity)?|nan)$/i;
// Underscores as Go takes them: between digits, and after the prefix 0x.
const HEXADECIMAL =
  /^[+-]?0x(?:_?[0-9a-f](?:_?[0-9a-f])*(?:\.(?:[0-9a-f](?:_?[0-9a-f])*)?)?|\.[0-9a-f](?:_?[0-9a-f])*)p[+-]?[0-9](?:_?[0-9])*$/i;
const UNDERSCORED =
  /^[+-]?(?:[0-9](?:_?[0-9])*(?:\.(?:[0-9](?:_?[0-9])*)?)?|\.[0-9](?:_?[0-9])*)(?:e[+-]?[0-9](?:_?[0-9])*)?$/i;

/** Binary digits of a double's significand, and the power of two of the smallest double. */
const [PRECISION, MIN_POWER] = [53, -1074];

/**
 * Reads a number as Go's `strconv.ParseFloat(text, 64)` does, hexadecimal floats and digits with underscores too. This is the
 * grammar of inferences, which the chain stores in any spelling.
 */
export function readGoFloat(text: string): number | Exclude<GoFloatFault, "spelling"> {
  const value = parseGoFloat(text);
  if (value !== "spelling") return value;
  const digits = text.replaceAll("_", "");
  const read = /x/i.test(digits) ? hexadecimal(digits.toLowerCase()) : Number(digits);
  return Number.isFinite(read) ? read : "range";
}

/** A lower-case hexadecimal float: the significand is exact, then rounded once, half to even. */
function hexadecimal(text: string): number {
  const [, sign, whole = "", part = "", power = "0"] =
    /^([+-]?)0x([0-9a-f]*)\.?([0-9a-f]*)p(.*)$/.exec(text) ?? [];
  let significand = BigInt(`0x0${whole}${part}`);
  let exponent = Math.max(-1e6, Math.min(1e6, Number(power))) - 4 * part.length;
  // Below the smallest normal double there are fewer digits to round to.
  const bits = significand.toString(2).length;
  const kept = Math.min(PRECISION, Math.max(0, bits + exponent - MIN_POWER));
  if (bits > kept) {
    const dropped = BigInt(bits - kept);
    const half = 1n << (dropped - 1n);
    const rest = significand & ((1n << dropped) - 1n);
    significand >>= dropped;
    if (rest > half || (rest === half && (significand & 1n) === 1n)) significand += 1n;
    exponent += bits - kept;
  }
  // The exponent of what is kept is -1074 or more, the smallest double's, but where the significand is 0 or rounds to nothing.
  const value = significand === 0n ? 0 : Number(significand) * 2 ** exponent;
  return sign === "-" ? -value : value;
}

/**
 * Reads a number as Go's `strconv.ParseFloat(text, 64)` does, but for the two spellings refused above: correctly
 * rounded decimals, `inf`, `infinity` (signed or not) and `nan` in any case, no white space, no empty text.
 * Checked against Go 1.26.
 */
export function parseGoFloat(text: string): number | GoFloatFault {
  if (DECIMAL.test(text)) {
    const value = Number(text);
    return Number.isFinite(value) ? value : "range";
  }
  if (NAMED.test(text)) {
    if (text.toLowerCase() === "nan") return NaN;
    return text.startsWith("-") ? -Infinity : Infinity;
  }
  return HEXADECIMAL.test(text) || UNDERSCORED.test(text) ? "spelling" : "syntax";
}
