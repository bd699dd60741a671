import { ByteBuffer } from "./byte-buffer.js";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const HEX = "0123456789abcdef";
const SHORT: ReadonlyMap<number, string> = new Map([
  [QUOTE, '\\"'],
  [BACKSLASH, "\\\\"],
  [0x0a, "\\n"],
  [0x0d, "\\r"],
  [0x09, "\\t"],
  [0x08, "\\b"],
  [0x0c, "\\f"],
]);
const encoder = new TextEncoder();

/**
 * A JSON string as Go's `json.Marshal` writes it, quotes included: `<`, `>` and `&` escaped, U+2028 and U+2029 too,
 * and each byte that is not UTF-8 as `\ufffd`. Control characters without a short form are `\u00xx` (Go before 1.22 wrote
 * `\b` and `\f` so too). Checked against Go 1.26.
 * @param text Text, or the bytes of a Go string.
 */
export function goJsonString(text: string | Uint8Array): Uint8Array {
  const source = typeof text === "string" ? encoder.encode(text) : text;
  const out = new ByteBuffer(source.length + 16);
  out.byte(QUOTE);
  let at = 0;
  while (at < source.length) at += writeCharacter(out, source, at);
  out.byte(QUOTE);
  return out.view();
}

/** Writes the character at `at` and returns how many bytes it took up in the source. */
function writeCharacter(out: ByteBuffer, source: Uint8Array, at: number): number {
  const first = source[at] ?? 0;
  if (first < 0x80) {
    writeAscii(out, first);
    return 1;
  }
  const length = sequenceLength(source, at);
  if (length === 0) {
    out.ascii("\\ufffd");
    return 1;
  }
  const last = source[at + 2] ?? 0;
  if (first === 0xe2 && source[at + 1] === 0x80 && (last === 0xa8 || last === 0xa9)) {
    out.ascii(last === 0xa8 ? "\\u2028" : "\\u2029");
  } else {
    out.bytes(source.subarray(at, at + length));
  }
  return length;
}

function writeAscii(out: ByteBuffer, code: number): void {
  const short = SHORT.get(code);
  if (short !== undefined) out.ascii(short);
  else if (code < 0x20 || code === 0x3c || code === 0x3e || code === 0x26) {
    out.ascii(`\\u00${HEX.charAt(code >> 4)}${HEX.charAt(code & 15)}`);
  } else out.byte(code);
}

/** Length of the well-formed UTF-8 sequence of two or more bytes at `at`, or 0 when there is none (RFC 3629). */
function sequenceLength(source: Uint8Array, at: number): number {
  const first = source[at] ?? 0;
  const second = source[at + 1] ?? 0;
  if (first < 0xc2 || first > 0xf4) return 0;
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  for (let i = 2; i < length; i += 1) {
    if (((source[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length;
}
