import {
  coverageTotals,
  type Coverage,
  type CoverageTotals,
  type FileCoverage,
  type Share,
} from "../../profile/coverage/coverage.js";
import { safeText } from "../text/untrusted.js";
import { ABSENT, percent } from "../text/numbers.js";

const HEAD = ["file", "lines", "functions", "branches", "not covered"];

/** Coverage as a table: a row a file, all of them last, with the lines that never ran and conditions that came out one way only. */
export function coverageText(coverage: Coverage): string {
  const rows = [...coverage].map(([file, one]) => row(file, coverageTotals([one]), missing(one)));
  const all = row("all files", coverageTotals(coverage.values()), "");
  const table = [HEAD, ...rows, ...(rows.length > 1 ? [all] : [])];
  const widths = HEAD.map((_, column) =>
    Math.max(...table.map((cells) => (cells[column] ?? "").length)),
  );
  const text = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 || column === HEAD.length - 1
          ? cell.padEnd(width)
          : cell.padStart(width);
      })
      .join("  ")
      .trimEnd();
  return table.map(text).join("\n");
}

function row(file: string, { lines, functions, branches }: CoverageTotals, rest: string): string[] {
  return [safeText(file), shown(lines), shown(functions), shown(branches), rest];
}

function shown({ covered, all }: Share): string {
  return all === 0 ? ABSENT : `${percent(covered / all)} (${covered}/${all})`;
}

/** `3-5, 9, 12 (never true)`. */
function missing({ lines, branches }: FileCoverage): string {
  const unseen = new Set([...lines].flatMap(([line, hits]) => (hits === 0 ? [line] : [])));
  const known = [...lines.keys()];
  const ranges: string[] = [];
  for (let i = 0; i < known.length; i += 1) {
    const first = known[i];
    if (first === undefined || !unseen.has(first)) continue;
    while (unseen.has(known[i + 1] ?? NaN)) i += 1;
    const last = known[i] ?? first;
    ranges.push(first === last ? String(first) : `${first}-${last}`);
  }
  const oneWay = branches.flatMap(({ line, taken: [yes, no] }) => {
    if (yes + no === 0 || (yes > 0 && no > 0)) return [];
    return [`${line} (never ${yes === 0 ? "true" : "false"})`];
  });
  return [...ranges, ...new Set(oneWay)].join(", ");
}
