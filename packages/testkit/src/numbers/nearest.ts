/**
 * The one of `known` that `given` was likely meant to be, or null: fewest edits (insert, delete, replace, swap of
 * neighbours), at most a third of the longer text's length, first of equals; else the only one with a part that is near, as `ema` is to
 * `ema-absolute-error`.
 */
export function nearest(given: string, known: readonly string[]): string | null {
  let best: string | null = null;
  let least = Infinity;
  for (const candidate of known) {
    const edits = editsBetween(given.toLowerCase(), candidate.toLowerCase());
    const allowed = Math.max(1, Math.floor(Math.max(given.length, candidate.length) / 3));
    if (edits <= allowed && edits < least) {
      best = candidate;
      least = edits;
    }
  }
  return best ?? nearestByPart(given, known);
}

const MIN_PART = 3;

function nearestByPart(given: string, known: readonly string[]): string | null {
  const wanted = given.toLowerCase().replace(/^-+/, "");
  if (wanted.length < MIN_PART) return null;
  const found = known.filter((candidate) =>
    candidate
      .toLowerCase()
      .split(/[-_. ]+/)
      .some((part) => part.length >= MIN_PART && isNear(part, wanted)),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

function isNear(part: string, wanted: string): boolean {
  return editsBetween(part, wanted) <= Math.floor(Math.max(part.length, wanted.length) / 4);
}

/** Optimal string alignment distance. */
export function editsBetween(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        at(above, column) + 1,
        at(current, column - 1) + 1,
        at(above, column - 1) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, at(before, column - 2) + 1);
      }
      current.push(cost);
    }
    before = above;
    above = current;
  }
  return at(above, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
