import { UNSAFE } from "../../errors/escaped-json.js";

/** The colours and weights that this program prints, and nothing else that a terminal acts on. */
const OWN_STYLE = /^\u001b\[(?:0|1|2|3|4|7|22|23|24|27|3[0-79]|4[0-79]|9[0-7])m/;

/**
 * Text that came from a file or from the guest, made safe to print: terminal escapes, controls and marks that reorder text
 * show as `\x1b`, `\u{202e}` and the like instead of acting. Line breaks are escaped too: split lines first.
 */
export function safeText(text: string): string {
  return text.replace(UNSAFE, shown);
}

/** The lines of a text, each {@link safeText}, without trailing empty ones. */
export function safeLines(text: string): string[] {
  return text
    .trimEnd()
    .split(/\r\n|\n/)
    .map(safeText);
}

/**
 * What a program is about to print, with everything shown that a terminal would act on, but for line breaks, tabs and, where `styled`,
 * this program's own colours. The last line of defence: texts are made safe where they are put into a sentence.
 */
export function safeOutput(text: string, styled: boolean): string {
  return text.replace(UNSAFE, (char, at: number) => {
    if (char === "\n" || char === "\t") return char;
    if (styled && char === "\u001b" && OWN_STYLE.test(text.slice(at, at + 8))) return char;
    return shown(char);
  });
}

function shown(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (char === "\t") return "  ";
  if (char === "\n") return "\\n";
  if (char === "\r") return "\\r";
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
}
