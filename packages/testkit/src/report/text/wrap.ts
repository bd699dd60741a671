import { textWidth } from "./width.js";

/**
 * Breaks plain text at blanks into lines of at most `width` columns (longer words stay whole), continuation lines indented.
 *
 * @param first What the first line begins with; the others begin with as many blanks.
 */
export function wrap(text: string, width: number, first = ""): string[] {
  const indent = " ".repeat(textWidth(first));
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(/ +/)) {
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
