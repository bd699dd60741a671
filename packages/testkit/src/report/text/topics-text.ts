import { NUMBERS } from "../../kinds/value-model.js";
import type { Evaluation } from "../../metrics/evaluate.js";
import type { OverallVerdict } from "../../metrics/overall.js";
import type { ReplaySummary } from "../../metrics/summary.js";
import { payloadAdvice, valueFindings } from "../findings.js";
import { overallWords } from "../overall-words.js";
import { combinationWord, valueWords } from "../../kinds/kinds.js";
import { haltText } from "./host-text.js";
import { failuresText } from "./failures-text.js";
import { count, counted, decimalsFor, fixed, percent, signedPercent } from "./numbers.js";
import { replayText } from "./replay-text.js";
import { type Cell, table } from "./table.js";
import type { Tone } from "./style.js";
import { DEFAULT_TEXT_OPTIONS, type TextOptions } from "./text-options.js";
import { safeText } from "./untrusted.js";
import { wrap } from "./wrap.js";

/**
 * What `weightkit replay` prints for any number of topics: one topic as {@link replayText}; several as one line each, best
 * first, after a verdict on all of them, and details only for what failed.
 *
 * @returns Text that ends in a line break.
 */
export function topicsText(evaluation: Evaluation, options: Partial<TextOptions> = {}): string {
  const { topics: summaries } = evaluation;
  const [only, another] = summaries;
  if (only !== undefined && another === undefined) return replayText(only, options);
  const full = { ...DEFAULT_TEXT_OPTIONS, ...options };
  const sections = [
    headText(evaluation, full),
    tableText(evaluation, full),
    ...summaries.map((summary) => topicFailures(summary, full)),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function headText(
  { topics: summaries, overall }: Evaluation,
  { style, width }: TextOptions,
): string[] {
  const total = (of: (summary: ReplaySummary) => number): number =>
    summaries.reduce((sum, summary) => sum + of(summary), 0);
  const failed = total(({ rounds }) => rounds.failed);
  const first = summaries[0];
  const title = first === undefined ? "Nothing was replayed" : safeText(first.logic.name);
  const lines = [
    style(title, "strong"),
    ...wrap(
      `${counted(summaries.length, "topic")}, ${counted(
        total(({ sets }) => sets.total),
        "set",
      )}, ${counted(
        total(({ sets }) => sets.inferences),
        "inference",
      )}; ${counted(
        total(({ rounds }) => rounds.ran),
        "round",
      )}, ${count(failed)} failed`,
      width,
    ),
  ];
  if (overall !== null) {
    const { headline, sentences } = overallWords(overall);
    lines.push(...wrap(headline, width).map((line) => style(line, toneOf(overall))));
    lines.push(...sentences.flatMap((text) => wrap(text, width)));
  }
  const advice = payloadAdvice(summaries);
  const found = [...valueFindings(summaries), ...(advice === null ? [] : [advice])].flatMap(
    (text) => wrap(text, width),
  );
  return [...lines, ...found.map((line) => style(line, "dim"))];
}

function toneOf({ about, together }: OverallVerdict): Tone {
  if (about === "failed rounds") return "bad";
  if (about !== "baselines" || !together.beyondChance) return "warn";
  return together.kind === "better" ? "good" : "bad";
}

function tableText(
  { topics: summaries, overall }: Evaluation,
  { style, width, tableWidth = width }: TextOptions,
): string[] {
  const first = summaries[0] ?? { values: NUMBERS };
  const third = valueWords(first).combinations[2];
  const skillOf = ({ against }: ReplaySummary): number => against.equal?.skill ?? -Infinity;
  const ranked = summaries
    .map((summary, index) => ({ summary, index }))
    .sort((a, b) => compare(skillOf(b.summary), skillOf(a.summary)) || a.index - b.index);
  const rows = ranked.map(({ summary, index }): Cell[] => {
    const { errors, against, sets, coverage, rounds } = summary;
    const decimals = decimalsFor(Math.max(errors.equal ?? 0, errors.weighted ?? 0));
    const { skill = null, interval = null } = against.equal ?? {};
    const verdict = overall?.byTopic[index];
    const tone =
      verdict?.beyondChance !== true ? "warn" : verdict.kind === "better" ? "good" : "bad";
    const adjusted = verdict?.adjustedPValue ?? null;
    return [
      safeText(summary.topic),
      count(sets.compared),
      fixed(errors.weighted, decimals),
      fixed(errors.equal, decimals),
      ...(third === undefined ? [] : [fixed(errors[third[0]], decimals)]),
      { text: signedPercent(skill), dress: (text) => (skill === null ? text : style(text, tone)) },
      interval === null ? "" : `${signedPercent(interval.low)} to ${signedPercent(interval.high)}`,
      adjusted === null ? "" : adjusted < 0.001 ? "< 0.001" : adjusted.toFixed(3),
      coverage.inferences === 0 ? "" : percent(coverage.scored / coverage.inferences),
      rounds.failed === 0
        ? ""
        : { text: `${count(rounds.failed)} failed`, dress: (text) => style(text, "bad") },
    ];
  });
  return table(
    [
      { head: "topic", least: 6 },
      { head: "sets", align: "right", drop: 1 },
      { head: "weighted", align: "right" },
      { head: combinationWord(first, "equal"), align: "right" },
      ...(third === undefined ? [] : [{ head: third[1], align: "right", drop: 3 } as const]),
      { head: "skill", align: "right" },
      { head: "95% interval", align: "right", drop: 4 },
      { head: "p (Holm)", align: "right", drop: 5 },
      { head: "scored", align: "right", drop: 2 },
      { head: "" },
    ],
    rows,
    { width: tableWidth, dressHead: (text) => style(text, "dim") },
  );
}

function topicFailures(summary: ReplaySummary, options: TextOptions): string[] {
  const lines = [...haltText(summary, options), ...failuresText(summary, options)];
  return lines.length === 0 ? [] : [`Topic ${safeText(summary.topic)}`, ...lines];
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
