/** What of an author's sources ran, by file. Plain data; a file's path is as the source map names it. */
export type Coverage = ReadonlyMap<string, FileCoverage>;

export interface FileCoverage {
  /** How often each line with code ran, by line number from 1. */
  readonly lines: ReadonlyMap<number, number>;
  readonly functions: readonly FunctionCoverage[];
  readonly branches: readonly BranchCoverage[];
}

export interface FunctionCoverage {
  readonly name: string;
  /** Where it begins. */
  readonly line: number;
  readonly hits: number;
}

/** A condition: of an `if`, a loop, `?:`, `&&`, `||` or a `case`. */
export interface BranchCoverage {
  readonly line: number;
  readonly column: number;
  /** Distinguishes conditions that the compiler places alike. */
  readonly index: number;
  /** How often it came out as true, and as false. */
  readonly taken: readonly [number, number];
}

/** Adds up what several runs, processes or files of tests covered. */
export function mergeCoverage(parts: readonly Coverage[]): Coverage {
  const files = [...new Set(parts.flatMap((part) => [...part.keys()]))].sort();
  return new Map(
    files.map((file) => [
      file,
      parts.flatMap((part) => part.get(file) ?? []).reduce(mergeFiles, NOTHING),
    ]),
  );
}

const NOTHING: FileCoverage = { lines: new Map(), functions: [], branches: [] };

function mergeFiles(one: FileCoverage, other: FileCoverage): FileCoverage {
  const lines = new Map(one.lines);
  for (const [line, hits] of other.lines) lines.set(line, (lines.get(line) ?? 0) + hits);
  return {
    lines: new Map([...lines].sort(([a], [b]) => a - b)),
    functions: merged(
      [...one.functions, ...other.functions],
      ({ name, line }) => `${line} ${name}`,
      (a, b) => ({ ...a, hits: a.hits + b.hits }),
    ),
    branches: merged(
      [...one.branches, ...other.branches],
      ({ line, column, index }) => `${line} ${column} ${index}`,
      (a, b) => ({ ...a, taken: [a.taken[0] + b.taken[0], a.taken[1] + b.taken[1]] }),
    ),
  };
}

function merged<T extends { readonly line: number }>(
  all: readonly T[],
  key: (one: T) => string,
  add: (a: T, b: T) => T,
): T[] {
  const byKey = new Map<string, T>();
  for (const one of all) {
    const known = byKey.get(key(one));
    byKey.set(key(one), known === undefined ? one : add(known, one));
  }
  return [...byKey.values()].sort((a, b) => a.line - b.line);
}

/** Covered and all, of one kind of thing. */
export interface Share {
  readonly covered: number;
  readonly all: number;
}

export interface CoverageTotals {
  readonly lines: Share;
  readonly functions: Share;
  readonly branches: Share;
}

/** Counts lines and functions that ran, and the two ways of each condition. */
export function coverageTotals(files: Iterable<FileCoverage>): CoverageTotals {
  const all = [...files];
  const share = (hits: readonly number[]): Share => ({
    covered: hits.filter((count) => count > 0).length,
    all: hits.length,
  });
  return {
    lines: share(all.flatMap(({ lines }) => [...lines.values()])),
    functions: share(all.flatMap(({ functions }) => functions.map(({ hits }) => hits))),
    branches: share(all.flatMap(({ branches }) => branches.flatMap(({ taken }) => taken))),
  };
}
