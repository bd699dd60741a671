import type { HistorySummary, Spread } from "@weightkit/testkit/internal/history/summary";
import {
  count,
  counted,
  decimalsFor,
  duration,
  fixed,
} from "@weightkit/testkit/internal/report/text/numbers";
import { table } from "@weightkit/testkit/internal/report/text/table";
import { safeText } from "@weightkit/testkit/internal/report/text/untrusted";
import { utcDate, utcTime } from "@weightkit/testkit/internal/report/text/utc";
import type { Colors } from "../../../ui/ui.js";

/** Workers that are listed. */
const TOP = 20;

/** What `weightkit history summary` prints of one topic. */
export function summaryText(
  summary: HistorySummary,
  names: ReadonlyMap<string, string>,
  width: number,
  colors: Colors,
): string {
  const { topic, inferences, sets, workers, from, to, truth, value, gap, setSize } = summary;
  const lines = [
    colors.bold(`topic ${safeText(topic)}`),
    `  ${counted(inferences, "inference")} of ${counted(workers.length, "worker")} in ${counted(sets, "set")}`,
    `  from      ${utcTime(from)} to ${utcTime(to)}`,
    `  a set     ${spreadText(setSize, count)} inferences`,
  ];
  if (gap !== null) lines.push(`  cadence   ${spreadText(gap, duration)}`);
  if (value !== null) lines.push(`  value     ${spreadText(value, plainNumber)}`);
  lines.push(...truthLines(truth), ...storageLines(summary), "");
  return [...lines, ...workerTable(summary, names, width, colors)].join("\n");
}

function truthLines(truth: HistorySummary["truth"]): string[] {
  if (truth.lag === null) return ["  truth     none, so nothing can be scored"];
  const missing = truth.missing === 0 ? "" : `; ${counted(truth.missing, "set")} without truth`;
  return [
    `  truth     ${counted(truth.rows, "row")}${missing}`,
    `  lag       ${spreadText(truth.lag, duration)}`,
  ];
}

function storageLines({ notStorable, rounding }: HistorySummary): string[] {
  const lines: string[] = [];
  if (notStorable > 0) {
    lines.push(
      `  ${counted(notStorable, "inference")} left out by the chain, which cannot store such a number`,
    );
  }
  if (rounding.inferences > 0) {
    const remedy =
      rounding.scale === null ? "" : `; a value scale of ${count(rounding.scale)} prevents it`;
    lines.push(
      `  ${counted(rounding.inferences, "inference")} would change by more than 0.1% when stored as whole numbers${remedy}`,
    );
  }
  return lines;
}

function workerTable(
  { workers }: HistorySummary,
  names: ReadonlyMap<string, string>,
  width: number,
  colors: Colors,
): string[] {
  const rank = (error: number): number => (Number.isNaN(error) ? Infinity : error);
  const sorted = [...workers].sort(
    (a, b) => rank(a.relativeError) - rank(b.relativeError) || (a.worker < b.worker ? -1 : 1),
  );
  const largest = Math.max(
    0,
    ...workers.map((one) => one.meanAbsoluteError).filter(Number.isFinite),
  );
  const decimals = decimalsFor(largest);
  const rows = sorted
    .slice(0, TOP)
    .map(({ worker, inferences, meanAbsoluteError, relativeError, first, last }) => [
      safeText(worker),
      safeText(names.get(worker) ?? ""),
      count(inferences),
      fixed(Number.isNaN(meanAbsoluteError) ? null : meanAbsoluteError, decimals),
      fixed(Number.isNaN(relativeError) ? null : relativeError, 2),
      utcDate(first),
      utcDate(last),
    ]);
  const lines = table(
    [
      { head: "worker", least: 24, middle: true },
      { head: "name", least: 6, drop: 1 },
      { head: "inferences", align: "right" },
      { head: "error", align: "right" },
      { head: "relative", align: "right" },
      { head: "first", drop: 3 },
      { head: "last", drop: 2 },
    ],
    rows,
    { width, indent: 2, dressHead: (text) => colors.dim(text) },
  );
  const rest = sorted.length - rows.length;
  if (rest > 0) lines.push(`  … and ${counted(rest, "more worker")} (--json has them)`);
  // Without truth nobody is ranked.
  if (largest > 0)
    lines.push(colors.dim("  relative: error over the equal-weight mean's on the same sets"));
  return lines;
}

function spreadText({ least, median, most }: Spread, text: (value: number) => string): string {
  if (least === most) return text(median);
  return `median ${text(median)}, ${text(least)} to ${text(most)}`;
}

function plainNumber(value: number): string {
  return fixed(value, decimalsFor(Math.abs(value)));
}
