import { wrap } from "./wrap.js";

const LABEL_WIDTH = 8;

/** A line with a short label in its own column, wrapped. */
export function labelled(label: string, text: string, width: number): string[] {
  return wrap(text, width, label.padEnd(LABEL_WIDTH));
}
