import { grouped } from "./grouped.js";

/** Longest text of a message or a hint, in UTF-16 units. What is longer came from a file or a guest. */
const MAX_TEXT = 600;
const HEAD = 400;
const TAIL = 150;

/** A text with its middle left out when it is too long to be read; names how much is missing. */
export function clipped(text: string): string {
  if (text.length <= MAX_TEXT) return text;
  const head = text.slice(0, HEAD).replace(/[\ud800-\udbff]$/, "");
  const tail = text.slice(-TAIL).replace(/^[\udc00-\udfff]/, "");
  const missing = grouped(text.length - head.length - tail.length);
  return `${head} … (${missing} more characters) … ${tail}`;
}
