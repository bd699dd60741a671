import type { Comparison } from "../../metrics/folds/comparison.js";
import type { ReplaySummary } from "../../metrics/summary.js";
import { decimalsOf, setFindings } from "../findings.js";
import { verdictWords } from "../verdict-words.js";
import { valueWords } from "../../kinds/kinds.js";
import { BASELINES, type BaselineName, type CombinationName } from "../../kinds/score.js";
import { classesText } from "./classes-text.js";
import { count, counted, fixed, percent, signedPercent } from "./numbers.js";
import { type Cell, table, type TableColumn } from "./table.js";
import type { TextOptions } from "./text-options.js";
import { safeText } from "./untrusted.js";
import { wrap } from "./wrap.js";

/** The combinations' mean losses, all on the same sets, and how sure the differences are. */
export function errorsText(summary: ReplaySummary, options: TextOptions): string[] {
  const { accuracy, errors, sets, against, naive, best } = summary;
  const { style, width, tableWidth = width } = options;
  const words = valueWords(summary);
  const title = style(words.title, "strong");
  const { weighted } = errors;
  if (weighted === null) {
    return [title, "  nothing to compare"];
  }
  const decimals = decimalsOf(summary);
  const row = (
    name: string,
    error: number,
    comparison: Comparison | null,
    logScore: number | null,
    own = weighted,
  ): Cell[] => [
    name,
    fixed(error, decimals),
    better(own, error, name === words.combinations[0]?.[1], style),
    interval(comparison),
    probability(comparison),
    ...(hasLogScore ? [logScore === null ? "" : fixed(logScore, 4)] : []),
  ];
  const hasLogScore = accuracy.weighted?.logScore != null;
  const rows = words.combinations.flatMap(([name, word]) => {
    const error = errors[name];
    if (error === null) return [];
    // Where nobody was left out, the members are all.
    if (name === "members" && summary.verdict.parts === null) return [];
    const isCompared = name === "members" || isBaseline(name);
    const comparison = isCompared ? against[name] : null;
    return [row(word, error, comparison, accuracy[name]?.logScore ?? null)];
  });
  if (naive !== null) rows.push(row(words.naive, naive.loss, null, null, naive.weighted));
  const columns = hasLogScore ? [...COLUMNS, LOG_SCORE] : COLUMNS;
  const lines = table(columns, rows, {
    width: tableWidth,
    indent: 2,
    dressHead: (text) => style(text, "dim"),
  });
  return [
    `${title} on ${counted(sets.compared, "set")}`,
    ...lines,
    ...hitsText(summary, options),
    ...calibrationText(summary, options),
    ...(best === null ? [] : bestText(best, decimals, options)),
    ...setFindings(summary).flatMap((text) =>
      wrap(text, width, "  ").map((line) => style(line, "dim")),
    ),
  ];
}

const COLUMNS: readonly TableColumn[] = [
  { head: "combination" },
  { head: "error", align: "right" },
  { head: "weighted is", least: 11 },
  { head: "95% interval", drop: 1 },
  { head: "p", drop: 2 },
];

const LOG_SCORE: TableColumn = { head: "log score", align: "right", drop: 3 };

/** The headline, which the table below cannot contradict: both are written from the same numbers. */
export function verdictText(summary: ReplaySummary, { style, width }: TextOptions): string[] {
  const { headline, sentences, tone } = verdictWords(summary);
  const dressed = tone === "unsure" ? "warn" : tone;
  return [
    ...wrap(headline, width).map((line) => style(line, dressed)),
    ...sentences.flatMap((text) => wrap(text, width)),
  ];
}

function better(
  weighted: number,
  baseline: number,
  itself: boolean,
  style: TextOptions["style"],
): Cell {
  if (itself) return "";
  if (weighted === baseline) return "the same";
  const is = weighted < baseline ? "better" : "worse";
  // Of a baseline without any error there is no part.
  const part = baseline === 0 ? "" : `${percent(Math.abs(1 - weighted / baseline))} `;
  const text = `${part}${is}`;
  return { text, dress: (cut) => style(cut, is === "better" ? "good" : "bad") };
}

function interval(comparison: Comparison | null): string {
  const range = comparison?.interval ?? null;
  return range === null ? "" : `${signedPercent(range.low)} to ${signedPercent(range.high)}`;
}

/** The p after correction, by which the verdict goes, or that there is none. */
function probability(comparison: Comparison | null): string {
  if (comparison === null) return "";
  const { test, adjustedPValue } = comparison;
  if (!test.testable || adjustedPValue === null) return "no test";
  return adjustedPValue < 0.001 ? "< 0.001" : adjustedPValue.toFixed(3);
}

function isBaseline(name: CombinationName): name is BaselineName {
  return BASELINES.some((baseline) => baseline === name);
}

/** Of classes: how often the vote was right, with its interval. */
function hitsText({ accuracy, classes }: ReplaySummary, options: TextOptions): string[] {
  const hits = accuracy.weighted?.hits ?? null;
  if (hits === null) return [];
  const [low, high] = hits.interval;
  const text =
    `the called class occurred in ${count(hits.hits)} of ${counted(hits.trials, "set")}: ${percent(hits.share)} ` +
    `(95% interval ${percent(low)} to ${percent(high)})`;
  return [...wrap(text, options.width, "  "), ...classesText(classes ?? [], options)];
}

/** Of probabilities: the parts of the Brier score. */
function calibrationText({ calibration }: ReplaySummary, { width }: TextOptions): string[] {
  if (calibration === null) return [];
  const { reliability, resolution, uncertainty } = calibration.weighted;
  const text =
    `parts of the weighted Brier score: reliability ${fixed(reliability, 4)} (0 is best), minus resolution ` +
    `${fixed(resolution, 4)} (more is better), plus uncertainty ${fixed(uncertainty, 4)} of the truth itself`;
  return wrap(text, width, "  ");
}

function bestText(
  best: NonNullable<ReplaySummary["best"]>,
  decimals: number,
  { names, width }: TextOptions,
): string[] {
  const name = safeText(names.get(best.worker) ?? best.worker);
  const text =
    `best worker in hindsight: ${name} with ${fixed(best.loss, decimals)} on its ` +
    `${counted(best.sets, "set")}, where weighted had ${fixed(best.combination, decimals)}${bestDoubt(best, decimals)}`;
  return wrap(text, width, "  ");
}

function bestDoubt(
  { interval, chosenAmong }: NonNullable<ReplaySummary["best"]>,
  decimals: number,
): string {
  if (interval === null) return "";
  const [low, high] = interval;
  const range = `95% interval of the gain ${fixed(low, decimals)} to ${fixed(high, decimals)}, allowing for the choice among ${counted(chosenAmong, "worker")}`;
  return low > 0 || high < 0 ? ` (${range})` : `, which could be chance (${range})`;
}
