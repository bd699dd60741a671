const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Base64 VLQ, as in https://tc39.es/ecma426/. */
function vlq(value: number): string {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1;
  let text = "";
  do {
    const digit = rest & 31;
    rest >>>= 5;
    text += DIGITS[rest > 0 ? digit | 32 : digit] ?? "";
  } while (rest > 0);
  return text;
}

/** A source map of one file; `places` are WASM offsets, ascending, and their lines, from 0. */
export function sourceMap(
  file: string,
  lines: readonly string[],
  places: readonly (readonly [number, number])[],
): string {
  let [lastOffset, lastLine] = [0, 0];
  const mappings = places.map(([offset, line]) => {
    const segment = vlq(offset - lastOffset) + vlq(0) + vlq(line - lastLine) + vlq(0);
    [lastOffset, lastLine] = [offset, line];
    return segment;
  });
  const content = { sources: [file], sourcesContent: [lines.join("\n")], names: [] };
  return JSON.stringify({ version: 3, ...content, mappings: mappings.join(",") });
}
