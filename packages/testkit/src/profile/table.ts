import type { Labels } from "./labels.js";
import type { Profile } from "./profile.js";

/** A profile as tables, most expensive first; equal ones by place. Shares are of the run's fuel, 0 to 1. */
export interface ProfileTable {
  readonly fuel: number;
  readonly functions: readonly FunctionRow[];
  /** Empty without a source map. */
  readonly lines: readonly LineRow[];
  /** Fuel of operators that no source line is known for. */
  readonly unplaced: number;
  /** Whether very deep or very many paths of calls were counted with their callers; the tables are exact either way. */
  readonly folded: boolean;
}

export interface FunctionRow {
  readonly name: string;
  readonly functionIndex: number | null;
  /** Where it begins in the source. */
  readonly file: string | null;
  readonly line: number | null;
  readonly calls: number;
  /** Fuel spent in the function itself, and with what it called. */
  readonly self: number;
  readonly total: number;
  readonly share: number;
}

export interface LineRow {
  readonly file: string;
  readonly line: number;
  readonly fuel: number;
  readonly share: number;
  /** The line's text, trimmed, where the source map carries it. */
  readonly text: string | null;
}

/** Fuel by function and by source line. */
export function profileTable(profile: Profile, labels: Labels): ProfileTable {
  const { fuel, folded } = profile;
  const { lines, unplaced } = byLine(profile, labels);
  return { fuel, functions: byFunction(profile, labels), lines, unplaced, folded };
}

function byFunction({ fuel, functions, calls }: Profile, labels: Labels): FunctionRow[] {
  const row = (functionIndex: number | null, count: number, self: number, total: number) => {
    const { name, place } = labels.function(functionIndex);
    const where = { file: place?.file ?? null, line: place?.line ?? null };
    return { name, functionIndex, ...where, calls: count, self, total, share: share(self, fuel) };
  };
  const rows = functions.map((one) => row(one.functionIndex, one.calls, one.self, one.total));
  const outside = calls[0]?.fuel ?? 0;
  if (outside > 0) rows.push(row(null, 1, outside, outside));
  return rows.sort(
    (one, other) =>
      other.self - one.self || (one.functionIndex ?? -1) - (other.functionIndex ?? -1),
  );
}

function byLine(profile: Profile, labels: Labels): { lines: LineRow[]; unplaced: number } {
  const sums = new Map<string, { file: string; line: number; fuel: number }>();
  let unplaced = 0;
  for (const { offset, fuel } of profile.operators) {
    const place = labels.at(offset);
    if (place === null) {
      unplaced += fuel;
      continue;
    }
    const { file, line } = place;
    const key = `${line}:${file}`;
    const sum = sums.get(key);
    if (sum === undefined) sums.set(key, { file, line, fuel });
    else sum.fuel += fuel;
  }
  const lines = [...sums.values()]
    .sort(
      (one, other) =>
        other.fuel - one.fuel || compare(one.file, other.file) || one.line - other.line,
    )
    .map((one) => ({
      ...one,
      share: share(one.fuel, profile.fuel),
      text: labels.linesOf(one.file)?.[one.line - 1]?.trim() ?? null,
    }));
  return { lines, unplaced };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
