/** "Did you mean …?" as the start of a hint, or nothing. */
export function suggested(suggestion: string | null): string {
  return suggestion === null ? "" : `Did you mean ${suggestion}? `;
}
