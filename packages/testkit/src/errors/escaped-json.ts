/**
 * Controls (C0 and C1), lone surrogates, line and paragraph separators, and the marks that reorder text or have no width to see: Unicode's
 * classes Cc, Cs, Zl, Zp and Cf (soft hyphen, joiners, bidirectional marks and isolates, tags), and the code points between them that are
 * not assigned, or only choose a glyph, but show nothing (Default_Ignorable_Code_Point).
 */
export const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u2065\ufff0-\ufff8\u{e0000}-\u{e0fff}]/gu;

/** A JSON document with {@link UNSAFE} characters as escapes: the same values, and nothing that acts where it is printed. */
export function safeJson(json: string): string {
  return json.replace(UNSAFE, (char) => {
    if (char === "\n") return char;
    return Array.from({ length: char.length }, (_, i) => {
      const unit = char.charCodeAt(i).toString(16);
      return `\\u${unit.padStart(4, "0")}`;
    }).join("");
  });
}

/** A value as {@link safeJson}: on one line, or indented by `space`. */
export function jsonText(value: unknown, space?: number): string {
  return safeJson(JSON.stringify(value, null, space));
}
