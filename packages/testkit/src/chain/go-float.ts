/**
 * Why a text is no number here: `syntax` and `range` are Go's own errors; `spelling` is a hexadecimal float or digits
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
    if (text.length === 3 && /^nan$/i.test(text)) return NaN;
    return text.startsWith("-") ? -Infinity : Infinity;
  }
  return HEXADECIMAL.test(text) || UNDERSCORED.test(text) ? "spelling" : "syntax";
}
