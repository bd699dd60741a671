import fc from "fast-check";

/** Everything that must not come out: written on its own, apart from what is tested. Line breaks and tabs may. */
export const ACTS =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufff8\u{e0000}-\u{e0fff}]|\p{Surrogate}/u;

/** Escapes, controls, marks that reorder or hide text, and what spreadsheets, HTML and XML act on. */
export const ACTING: readonly string[] = [
  ...["\x1b]0;title\x07", "\x1b[2J", "\x9b31m", "\r", "\0", "\x08", "\x7f", "\x85", "\x1b[8m"],
  ...["\u202e", "\u2066", "\u200b", "\u200d", "\u00ad", "\u2028", "\ufeff"],
  ...["\u{e0002}", "\u2065", "\ufff0", "\u{e0fff}", "\ud800"],
];
const MARKUP = ["=1+1", "+1", "@a", "'=", "\n=1", '"', ",", ";", "</script>", "]]>", "-->", "%0A"];

/** A text of such parts and random letters. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...ACTING), fc.string({ unit: "binary", maxLength: 3 })), {
    minLength: 1,
  })
  .map((parts) => parts.join(""));

/** A text that may also begin as a formula, or hold markup. */
export const hostileCell: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom("", ...MARKUP), hostileText, fc.constantFrom("", ...MARKUP))
  .map((parts) => parts.join(""));

/** The cells of a CSV text, by RFC 4180: a reader written apart from what is tested. */
export function csvCells(text: string): string[] {
  const cells: string[] = [];
  const pattern = /(?:^|[,\n])(?:"((?:[^"]|"")*)"(?=,|\n|$)|([^,\n]*))/g;
  for (const [, quoted, plain] of text.matchAll(pattern))
    cells.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
  return cells;
}
