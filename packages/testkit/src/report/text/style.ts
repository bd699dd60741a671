/** How a piece of text is emphasized. Colour never carries meaning alone: the words state it too. */
export type Tone = "strong" | "dim" | "good" | "bad" | "warn";

/** Styles text for a terminal. */
export type Style = (text: string, tone: Tone) => string;

/** Leaves text as it is. */
export const plainStyle: Style = (text) => text;

/** ANSI select-graphic-rendition codes: on, off. */
const CODES: Readonly<Record<Tone, readonly [number, number]>> = {
  strong: [1, 22],
  dim: [2, 22],
  good: [32, 39],
  bad: [31, 39],
  warn: [33, 39],
};

/** Colours text with the terminal's own palette. */
export const ansiStyle: Style = (text, tone) => {
  const [on, off] = CODES[tone];
  return text === "" ? "" : `\x1b[${on}m${text}\x1b[${off}m`;
};
