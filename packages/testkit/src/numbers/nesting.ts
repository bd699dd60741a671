/** Levels of arrays and objects that may lie in one another where JSON is written again. Up to Node 25, V8 writes some thousands. */
export const MAX_JSON_NESTING = 1000;

/** Whether arrays and objects of a JSON value lie at most so many levels deep in one another; a plain value has none. */
export function isNestedWithin(value: unknown, levels: number): boolean {
  let level = [value].filter(isNesting);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth === levels) return false;
    level = level.flatMap((outer) => Object.values(outer).filter(isNesting));
  }
  return true;
}

function isNesting(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
