/** First and last code points of East Asian wide and full-width ranges (Unicode 16, EastAsianWidth W and F), joined where near. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6b],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1aff0, 0x1b2fb],
  [0x1f200, 0x1f265],
  [0x20000, 0x3fffd],
];

const EMOJI = /\p{Emoji_Presentation}|\p{Emoji}\ufe0f/u;
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]/u;

/** Text in which each letter is a grapheme of one column (Latin-1 and `…`): most of what is printed, and a hundred times as fast to measure. */
const NARROW = /^[\x20-\x7e\xa0-\xac\xae-\xff\u2026]*$/;

const ANSI = /\x1b\[[\d;]*m/g;

let segmenter: Intl.Segmenter | null = null;

/** Made when it is first needed: that takes longer than laying out a page of help. */
function graphemes(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return segmenter.segment(text);
}

/** Columns that a terminal takes to show `text` (one line), not counting colour codes. */
export function textWidth(text: string): number {
  const plain = text.replace(ANSI, "");
  if (NARROW.test(plain)) return plain.length;
  let width = 0;
  for (const { segment } of graphemes(plain)) width += graphemeWidth(segment);
  return width;
}

/** `text` without colour codes, cut to at most `width` columns, the last being `…` where something was cut off. */
export function truncate(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let taken = "";
  let room = width - 1;
  for (const { segment } of graphemes(text.replace(ANSI, ""))) {
    room -= graphemeWidth(segment);
    if (room < 0) break;
    taken += segment;
  }
  return width < 1 ? "" : `${taken}…`;
}

/** Cuts out the middle, so that addresses keep their ends: `allo1abc…wxyz`. */
export function truncateMiddle(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  const segments = [...graphemes(text.replace(ANSI, ""))].map(({ segment }) => segment);
  if (width < 8 || segments.length !== textWidth(text)) return truncate(text, width);
  const tail = Math.floor((width - 1) / 2);
  return `${segments.slice(0, width - 1 - tail).join("")}…${segments.slice(-tail).join("")}`;
}

function graphemeWidth(segment: string): number {
  const code = segment.codePointAt(0) ?? 0;
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return 0;
  if (NO_WIDTH.test(segment)) return 0;
  if (code < 0x1100) return EMOJI.test(segment) && code > 0x7f ? 2 : 1;
  return isWide(code) || EMOJI.test(segment) ? 2 : 1;
}

function isWide(code: number): boolean {
  return WIDE.some(([first, last]) => code >= first && code <= last);
}
