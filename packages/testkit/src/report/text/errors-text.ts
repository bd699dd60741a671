import type { ReplaySummary } from "../../metrics/summary.js";
import { counted, decimalsFor, fixed, percent } from "./numbers.js";
import type { Cell } from "./table.js";
import { table } from "./table.js";
import type { TextOptions } from "./text-options.js";
import { wrap } from "./wrap.js";

/** The combination's mean absolute error beside the baselines', all on the same sets. */
export function errorsText(summary: ReplaySummary, options: TextOptions): string[] {
  const { errors, sets } = summary;
  const { style, width } = options;
  const title = style("Mean absolute error", "strong");
  if (errors.weighted === null || errors.mean === null || errors.median === null) {
    const why =
      sets.total === 0
        ? "nothing to compare: there are no inferences"
        : "nothing to compare: no set after warm-up has both a truth and an inference";
    return [title, ...wrap(why, width, "  ")];
  }
  const { weighted, mean, median } = errors;
  const decimals = decimalsFor(Math.max(weighted, mean, median));
  const row = (name: string, error: number, verdict: Cell): Cell[] => [
    name,
    fixed(error, decimals),
    verdict,
  ];
  const rows = [
    row("weighted", weighted, ""),
    row("equal mean", mean, verdict(weighted, mean, style)),
    row("median", median, verdict(weighted, median, style)),
  ];
  const lines = table(
    [
      { head: "combination" },
      { head: "error", align: "right" },
      { head: "weighted is", least: 11 },
    ],
    rows,
    { width, indent: 2, dressHead: (text) => style(text, "dim") },
  );
  return [`${title} on ${counted(sets.compared, "set")}`, ...lines, ...notes(summary, options)];
}

/** Whether the weighted combination beats a baseline, and by how much of the baseline's error. */
function verdict(weighted: number, baseline: number, style: TextOptions["style"]): Cell {
  if (weighted === baseline) return "the same";
  const better = weighted < baseline;
  const part = percent(baseline === 0 ? null : Math.abs(1 - weighted / baseline));
  const text = `${part} ${better ? "better" : "worse"}`;
  return { text, dress: (cut) => style(cut, better ? "good" : "bad") };
}

function notes({ sets, rounding }: ReplaySummary, { width, style }: TextOptions): string[] {
  const said: string[] = [];
  if (sets.uniform > 0) {
    said.push(
      `${counted(sets.uniform, "set")} came before any weight was stored and ${were(sets.uniform)} combined equally`,
    );
  }
  if (sets.fallback > 0) {
    said.push(
      `${counted(sets.fallback, "set")} had weight for none of ${sets.fallback === 1 ? "its" : "their"} workers and ${were(sets.fallback)} combined equally`,
    );
  }
  if (sets.warmUp > 0) said.push(`${counted(sets.warmUp, "set")} left out as warm-up`);
  if (sets.withoutTruth > 0)
    said.push(`${counted(sets.withoutTruth, "set")} without truth left out`);
  if (sets.leftOut > 0) {
    said.push(
      `${counted(sets.leftOut, "answer")} left out by the chain: no number that it can store`,
    );
  }
  if (rounding.inferences > 0) {
    said.push(
      `${counted(rounding.inferences, "inference")} changed by more than 0.1 % when stored as an integer ` +
        `(${percent(rounding.worst)} at worst): set a value scale`,
    );
  }
  return said.flatMap((text) => wrap(text, width, "  ").map((line) => style(line, "dim")));
}

const were = (n: number): string => (n === 1 ? "was" : "were");
