/**
 * A function that wraps a value in objects (and arrays, for tokens that are indices) so that the pointer finds it:
 * `/data/0/delay` and 5 give `{"data":[{"delay":5}]}`.
 * @param pointer RFC 6901; a text without a leading slash counts as one plain key, the empty text as the whole document
 */
export function wrapAtPointer(pointer: string): (value: number | string) => unknown {
  const tokens = pointerTokens(pointer);
  return (value) => tokens.reduceRight<unknown>(wrapOnce, value);
}

export function pointerTokens(pointer: string): readonly string[] {
  if (pointer === "") return [];
  if (!pointer.startsWith("/")) return [pointer];
  return pointer
    .slice(1)
    .split("/")
    .map((token) => token.replace(/~1/g, "/").replace(/~0/g, "~"));
}

function wrapOnce(inner: unknown, token: string): unknown {
  if (/^(0|[1-9]\d{0,2})$/.test(token)) {
    const list: unknown[] = Array.from({ length: Number(token) }, () => null);
    return [...list, inner];
  }
  // An own property, even for a key like __proto__.
  return Object.fromEntries([[token, inner]]);
}
