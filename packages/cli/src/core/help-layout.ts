import type { Colors } from "../ui/ui.js";
import { wrapWords } from "../ui/wrap.js";

/** A blank at which no line is broken. */
export const NO_BREAK = "\u00a0";

/** A term and what it stands for. */
interface Definition {
  readonly term: string;
  readonly text: string;
}

/** Widest term that shares its line with the text. */
const MAX_TERM = 28;
/** Narrowest column of text next to the terms; where there is less room, texts go below their terms. */
const MIN_TEXT = 32;

/** Of the widest term that shares its line with its text. */
export function termWidth(terms: readonly string[]): number {
  return Math.max(...terms.map(({ length }) => length).filter((length) => length <= MAX_TERM));
}

/** Terms and their texts in two columns. */
export function definitions(
  rows: readonly Definition[],
  colors: Colors,
  width: number,
  column = termWidth(rows.map(({ term }) => term)),
): string[] {
  const aligned = width - column - 4 >= MIN_TEXT;
  const indent = aligned ? column + 4 : 6;
  return rows.flatMap(({ term, text }) => {
    const lines = wrap(text, width - indent);
    const pad = " ".repeat(indent);
    const [first = "", ...rest] = lines;
    const sameLine = aligned && term.length <= column;
    const head = `  ${colors.cyan(term)}`;
    return sameLine
      ? [`${head}${" ".repeat(column - term.length + 2)}${first}`, ...rest.map((one) => pad + one)]
      : [head, ...lines.map((one) => pad + one)];
  });
}

/** Breaks at blanks, into a column that is neither too narrow nor too wide to read. */
export function wrap(text: string, width: number): string[] {
  const lines = wrapWords(text, Math.max(20, Math.min(width, 100)));
  return lines.map((line) => line.replaceAll(NO_BREAK, " "));
}
