/** What a column allows when there is too little room. */
export interface Fit {
  /** Narrowest that the column may be cut to; absent: never cut. */
  readonly least?: number;
  /** Order of leaving when the terminal is too narrow, the highest first; absent: stays. */
  readonly drop?: number;
}

/**
 * Widths that fit into `room` where that can be: first columns leave, until the narrowest of what stays fits, then the
 * widest are cut. What can neither leave nor be cut stays wider than the room.
 *
 * @param natural Widths that nothing would be cut at.
 * @param gap Blanks between two columns.
 * @returns One width a column, 0 for those that left.
 */
export function fitColumns(
  columns: readonly Fit[],
  natural: readonly number[],
  gap: number,
  room: number,
): number[] {
  const widths = [...natural];
  const least = columns.map((column, i) => Math.min(column.least ?? Infinity, natural[i] ?? 0));
  const leaving = columns
    .map((column, index) => ({ index, drop: column.drop }))
    .filter((column) => column.drop !== undefined)
    .sort((a, b) => (b.drop ?? 0) - (a.drop ?? 0));
  for (const { index } of leaving) {
    if (span(least, gap) <= room) break;
    widths[index] = 0;
    least[index] = 0;
  }
  for (let over = span(widths, gap) - room; over > 0; over -= 1) {
    const widest = indexOfWidest(widths, least);
    if (widest === null) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

function span(widths: readonly number[], gap: number): number {
  const shown = widths.filter((width) => width > 0);
  return shown.reduce((a, b) => a + b, 0) + gap * Math.max(0, shown.length - 1);
}

function indexOfWidest(widths: readonly number[], least: readonly number[]): number | null {
  let widest: number | null = null;
  for (const [i, width] of widths.entries()) {
    if (width > (least[i] ?? 0) && width > (widest === null ? 0 : (widths[widest] ?? 0))) {
      widest = i;
    }
  }
  return widest;
}
