import { textWidth } from "./width.js";

/**
 * Breaks plain text at blanks into lines of at most `width` columns (longer words are broken), continuation lines indented.
 *
 * @param first What the first line begins with; the others begin with as many blanks.
 */
export function wrap(text: string, width: number, first = ""): string[] {
  const indent = " ".repeat(textWidth(first));
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(/ +/).flatMap((whole) => pieces(whole, width - indent.length))) {
    if (!empty && textWidth(line) + 1 + textWidth(word) > width) {
      lines.push(line);
      line = indent;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line.trimEnd()];
}

/** A word in pieces of at most `width` columns (at least 8, so that a far indent cannot shred it). */
function pieces(word: string, width: number): string[] {
  const room = Math.max(8, width);
  if (textWidth(word) <= room || word.includes("\x1b")) return [word];
  const cut: string[] = [];
  let piece = "";
  for (const char of word) {
    if (textWidth(piece + char) > room) {
      cut.push(piece);
      piece = "";
    }
    piece += char;
  }
  return [...cut, piece];
}
