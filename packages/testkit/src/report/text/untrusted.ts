/** Controls, line and paragraph separators, and the marks that reorder text or have no width to see. */
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Surrogate}/gu;

/**
 * Text that came from a file or from the guest, made safe to print: terminal escapes, controls and marks that reorder text
 * show as `\x1b`, `\u{202e}` and the like instead of acting. Line breaks are escaped too: split lines first.
 */
export function safeText(text: string): string {
  return text.replace(UNSAFE, (char) => {
    const code = char.codePointAt(0) ?? 0;
    if (char === "\t") return "  ";
    if (char === "\n") return "\\n";
    if (char === "\r") return "\\r";
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
  });
}

/** The lines of a text, each {@link safeText}, without trailing empty ones. */
export function safeLines(text: string): string[] {
  return text
    .trimEnd()
    .split(/\r\n|\n/)
    .map(safeText);
}
