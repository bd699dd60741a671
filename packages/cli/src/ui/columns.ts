import type { Io, Sink } from "./io.js";

/** The width that COLUMNS asks for, or null. */
export function columnsOf({ COLUMNS: text = "" }: Io["env"]): number | null {
  return /^[1-9]\d{0,4}$/.test(text) ? Number(text) : null;
}

/** Where sentences are broken: at the terminal's width or at COLUMNS, and nowhere in a pipe without it. */
export function sentenceWidth(sink: Sink, env: Io["env"]): number {
  return sink.isTTY ? sink.columns : (columnsOf(env) ?? Infinity);
}
