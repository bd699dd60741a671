import type { SourcePlace } from "../../wasm/source-lookup.js";

const AROUND = 2;
const WIDTH = 120;

/**
 * The lines around a place, with their numbers, the place marked:
 * ```
 *   11 | const x = 1;
 * > 12 | assert(false, "no");
 *      | ^
 * ```
 */
export function codeFrame(lines: readonly string[], { line, column }: SourcePlace): string | null {
  if (lines.length < line) return null;
  const first = Math.max(1, line - AROUND);
  const width = String(line + AROUND).length;
  const shown = lines.slice(first - 1, line + AROUND).flatMap((text, i) => {
    const number = first + i;
    const row = `${String(number).padStart(width)} | ${clip(text)}`;
    if (number !== line) return [`  ${row}`];
    return [`> ${row}`, `  ${" ".repeat(width)} | ${" ".repeat(Math.min(column - 1, WIDTH))}^`];
  });
  return shown.map((row) => row.trimEnd()).join("\n");
}

function clip(text: string): string {
  const plain = text.replace(/\t/g, " ").replace(/[\0-\x1f\x7f]/g, "?");
  return plain.length > WIDTH ? `${plain.slice(0, WIDTH)}…` : plain;
}
