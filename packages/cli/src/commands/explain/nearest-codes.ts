import { editsBetween } from "@weightkit/testkit/internal/numbers/nearest";

const MAX_NEAREST = 3;

/** `WK503` for `wk503` and `503`. */
export function codeOf(given: string): string {
  const text = given.trim().toUpperCase();
  return text.startsWith("WK") ? text : `WK${text}`;
}

/** Whether a code is the compiler's own, as it stands in parentheses at the end of a compile error: AS100, TS2322. */
export function isCompilerCode(given: string): boolean {
  return /^(?:AS|TS)\d{3,5}$/.test(given.trim().toUpperCase());
}

/** The codes most like `code`: fewest edits first, then the longest common beginning, then in order. */
export function nearestCodes(code: string, known: readonly string[]): string[] {
  return [...known]
    .sort()
    .map((one) => ({ one, edits: editsBetween(one, code), common: commonLength(one, code) }))
    .sort((a, b) => a.edits - b.edits || b.common - a.common)
    .slice(0, MAX_NEAREST)
    .map(({ one }) => one);
}

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
