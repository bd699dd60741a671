/** What follows the last letter of a key, and may also stand inside a text. */
const COLON = /"\s*:/g;

/**
 * The first key that a JSON object has twice, or null. JSON.parse keeps the last one without an error.
 * @param text a valid JSON object
 * @param keys how many different keys it has
 */
export function doubleKey(text: string, keys: number): string | null {
  // Each key is followed by a colon: where there are no more colons than keys, nothing is there twice.
  const colons = text.match(COLON)?.length ?? 0;
  return colons === keys ? null : findDouble(text);
}

/** The same, by going through the text. */
function findDouble(text: string): string | null {
  const seen = new Set<string>();
  for (const { key } of keysOf(text)) {
    if (seen.has(key)) return key;
    seen.add(key);
  }
  return null;
}

/**
 * The number that a key of a JSON object has, as it is written: JSON.parse makes 1e400 an infinity, and rounds whole numbers beyond 2^53.
 * @param text a valid JSON object with such a key
 */
export function numberSource(text: string, wanted: string): string | null {
  for (const { key, end } of keysOf(text)) {
    if (key === wanted) return /^[\s:]*(-?[0-9.eE+-]+)/.exec(text.slice(end))?.[1] ?? null;
  }
  return null;
}

/** The keys of a JSON object itself, not of objects within, and where each ends. */
function* keysOf(text: string): Generator<{ readonly key: string; readonly end: number }> {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === "{" || char === "[") depth += 1;
    else if (char === "}" || char === "]") depth -= 1;
    if (char !== '"') continue;
    const end = stringEnd(text, at);
    if (depth === 1 && isKey(text, end))
      yield { key: String(JSON.parse(text.slice(at, end))), end };
    at = end - 1;
  }
}

/** Index behind the closing quote of the string at `start`. */
function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

function isKey(text: string, from: number): boolean {
  let at = from;
  while (/\s/.test(text[at] ?? "")) at += 1;
  return text[at] === ":";
}
