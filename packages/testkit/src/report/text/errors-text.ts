import type { Comparison } from "../../metrics/folds/accuracy-fold.js";
import type { ReplaySummary } from "../../metrics/summary.js";
import { decimalsOf, isSure, setFindings } from "../findings.js";
import { valueWords } from "../../kinds/kinds.js";
import { classesText } from "./classes-text.js";
import { count, counted, fixed, percent, signedPercent } from "./numbers.js";
import { type Cell, table, type TableColumn } from "./table.js";
import type { TextOptions } from "./text-options.js";
import { safeText } from "./untrusted.js";
import { wrap } from "./wrap.js";

/** The combinations' mean losses beside each other, all on the same sets, and how sure the differences are. */
export function errorsText(summary: ReplaySummary, options: TextOptions): string[] {
  const { accuracy, errors, sets, against, naive, best } = summary;
  const { style, width } = options;
  const words = valueWords(summary);
  const title = style(words.title, "strong");
  const { weighted } = errors;
  if (weighted === null) {
    const why =
      sets.total === 0
        ? "nothing to compare: there are no inferences"
        : "nothing to compare: no set after warm-up has both a truth and an inference";
    return [title, ...wrap(why, width, "  ")];
  }
  const decimals = decimalsOf(summary);
  const row = (
    name: string,
    error: number,
    comparison: Comparison | null,
    logScore: number | null,
    beside = weighted,
  ): Cell[] => [
    name,
    fixed(error, decimals),
    better(beside, error, name === words.combinations[0]?.[1], style),
    interval(comparison),
    comparison?.test ? probability(comparison.test.pValue) : "",
    ...(hasLogScore ? [logScore === null ? "" : fixed(logScore, 4)] : []),
  ];
  const hasLogScore = accuracy.weighted?.logScore != null;
  const rows = words.combinations.flatMap(([name, word]) => {
    const error = errors[name];
    const comparison = name === "equal" || name === "median" ? against[name] : null;
    if (error === null) return [];
    return [row(word, error, comparison, accuracy[name]?.logScore ?? null)];
  });
  if (naive !== null) rows.push(row(words.naive, naive.loss, null, null, naive.weighted));
  const columns = hasLogScore ? [...COLUMNS, LOG_SCORE] : COLUMNS;
  const lines = table(columns, rows, { width, indent: 2, dressHead: (text) => style(text, "dim") });
  return [
    `${title} on ${counted(sets.compared, "set")}`,
    ...verdict(summary, options),
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

/** One sentence: does the logic beat equal weights, and is that more than chance? */
function verdict({ against }: ReplaySummary, { style, width }: TextOptions): string[] {
  const { skill, interval: range, test } = against.equal;
  if (skill === null) return [];
  const amount = percent(Math.abs(skill));
  const sure = isSure(against.equal);
  const reach =
    range === null
      ? ""
      : ` (95% interval ${signedPercent(range.low)} to ${signedPercent(range.high)})`;
  const tested =
    test === null ? "" : `, p ${test.pValue < 0.001 ? "" : "= "}${probability(test.pValue)}`;
  const doubt =
    range === null ? "" : sure ? ": more than chance" : ": not more than chance could do";
  const text =
    skill === 0
      ? "The weights do exactly as well as equal weights"
      : `The weights do ${amount} ${skill > 0 ? "better" : "worse"} than equal weights${reach}${tested}${doubt}`;
  const tone = !sure ? "warn" : skill > 0 ? "good" : "bad";
  return wrap(text, width, "  ").map((line) => style(line, tone));
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
  // Beside a baseline without any error there is no part to tell.
  const part = baseline === 0 ? "" : `${percent(Math.abs(1 - weighted / baseline))} `;
  const text = `${part}${is}`;
  return { text, dress: (cut) => style(cut, is === "better" ? "good" : "bad") };
}

function interval(comparison: Comparison | null): string {
  const range = comparison?.interval ?? null;
  return range === null ? "" : `${signedPercent(range.low)} to ${signedPercent(range.high)}`;
}

function probability(p: number): string {
  return p < 0.001 ? "< 0.001" : p.toFixed(3);
}

/** Of classes: how often the vote was right, with its interval. */
function hitsText({ accuracy, classes }: ReplaySummary, options: TextOptions): string[] {
  const hits = accuracy.weighted?.hits ?? null;
  if (hits === null) return [];
  const [low, high] = hits.interval;
  const text =
    `the class called came in ${count(hits.hits)} of ${counted(hits.trials, "set")}: ${percent(hits.share)} ` +
    `(95% Wilson interval ${percent(low)} to ${percent(high)})`;
  return [...wrap(text, options.width, "  "), ...classesText(classes ?? [], options)];
}

/** Of probabilities: the parts of the Brier score. */
function calibrationText({ calibration }: ReplaySummary, { width }: TextOptions): string[] {
  if (calibration === null) return [];
  const { reliability, resolution, uncertainty } = calibration.weighted;
  const text =
    `of the weighted Brier score: reliability ${fixed(reliability, 4)} (0 is best), less resolution ` +
    `${fixed(resolution, 4)}, with uncertainty ${fixed(uncertainty, 4)} to begin with`;
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
    `${counted(best.sets, "set")}, where weighted had ${fixed(best.combination, decimals)}`;
  return wrap(text, width, "  ");
}
