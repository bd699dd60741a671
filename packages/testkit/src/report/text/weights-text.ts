import type { ReplaySummary } from "../../metrics/summary.js";
import { counted, fixed, percent } from "./numbers.js";
import { type Cell, table, type TableColumn } from "./table.js";
import type { TextOptions } from "./text-options.js";
import { safeText } from "./untrusted.js";
import { wrap } from "./wrap.js";

/** The workers that ended with the most weight. */
export function weightsText(summary: ReplaySummary, options: TextOptions): string[] {
  const { finalWeights } = summary;
  const { style, width, tableWidth = width, names, top } = options;
  const title = style("Final weights", "strong");
  if (finalWeights.length === 0) return [title, "  no worker has any weight"];
  const shown = finalWeights.slice(0, top);
  const named = shown.some(({ worker }) => names.has(worker));
  const largest = shown[0]?.share ?? 1;
  const columns: TableColumn[] = [
    // Where there is no room for both, a name is worth more than a cut address.
    { head: "worker", least: 15, middle: true, ...(named ? { drop: 1 } : {}) },
    ...(named ? [{ head: "name", least: 8 }] : []),
    { head: "weight", align: "right" },
    { head: "share", align: "right" },
    { head: "", drop: 2 },
  ];
  const rows = shown.map(({ worker, weight, share }): Cell[] => [
    safeText(worker),
    ...(named ? [safeText(names.get(worker) ?? worker)] : []),
    fixed(weight, 5),
    percent(share),
    bar(share / largest),
  ]);
  const lines = table(columns, rows, {
    width: tableWidth,
    indent: 2,
    dressHead: (text) => style(text, "dim"),
  });
  const rest = finalWeights.length - shown.length;
  if (rest > 0) {
    const share = finalWeights.slice(top).reduce((total, worker) => total + worker.share, 0);
    const text = `… and ${counted(rest, "more worker")} with ${percent(share)} together`;
    lines.push(...wrap(text, width, "  ").map((line) => style(line, "dim")));
  }
  const known = new Set(summary.workers);
  const strangers = finalWeights.filter(({ worker }) => !known.has(worker)).length;
  const others =
    strangers === 0 ? "" : ` and ${counted(strangers, "other address", "other addresses")}`;
  const whose = `${counted(finalWeights.length - strangers, "worker")}${others}`;
  return [`${title} of ${whose}`, ...lines];
}

const BAR_WIDTH = 12;
const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** A bar of eighth blocks for a part of 1; never empty for what is not 0. */
function bar(part: number): string {
  const eighths = Math.max(Math.round(part * BAR_WIDTH * 8), part > 0 ? 1 : 0);
  return "█".repeat(eighths >> 3) + (EIGHTHS[eighths & 7] ?? "");
}
