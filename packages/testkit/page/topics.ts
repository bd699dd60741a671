import type { OverallVerdict } from "../src/metrics/overall.js";
import type { ReplaySummary } from "../src/metrics/summary.js";
import { overallWords } from "../src/report/overall-words.js";
import { combinationWord, valueWords } from "../src/kinds/kinds.js";
import { count, fixed, percent, signedPercent } from "../src/report/text/numbers.js";
import { lossDecimals } from "./accuracy.js";
import { h } from "./dom.js";
import { section } from "./figure.js";
import { linkTo } from "./place.js";
import { dataTable } from "./table.js";

interface Row {
  readonly summary: ReplaySummary;
  readonly index: number;
}

/** All topics in one table, best first; choosing one shows it. Null when there is only one. */
export function topicsSection(
  summaries: readonly ReplaySummary[],
  overall: OverallVerdict | null,
): HTMLElement | null {
  const [first] = summaries;
  if (first === undefined || overall === null) return null;
  const rows = summaries.map((summary, index): Row => ({ summary, index }));
  const { headline, sentences } = overallWords(overall);
  const adjusted = ({ index }: Row): number | null =>
    overall.byTopic[index]?.adjustedPValue ?? null;
  const skill = ({ summary }: Row): number | null => summary.against.equal?.skill ?? null;
  const loss = (of: (summary: ReplaySummary) => number | null) => ({
    number: true,
    cell: ({ summary }: Row) =>
      fixed(of(summary), lossDecimals(Math.max(summary.errors.weighted ?? 0, of(summary) ?? 0))),
    sort: ({ summary }: Row) => of(summary),
  });
  const table = dataTable<Row>(
    `${summaries.length} topics by ${valueWords(first).loss}`,
    [
      {
        head: "topic",
        cell: ({ summary: { topic } }) => h("a", { href: linkTo({ topic }) }, topic),
        sort: ({ summary }) => summary.topic,
      },
      {
        head: "sets",
        number: true,
        cell: ({ summary }) => count(summary.sets.compared),
        sort: ({ summary }) => summary.sets.compared,
      },
      { head: combinationWord(first, "weighted"), ...loss(({ errors }) => errors.weighted) },
      { head: combinationWord(first, "equal"), ...loss(({ errors }) => errors.equal) },
      {
        head: "skill",
        title: "Part of equal weights’ loss that is gone",
        number: true,
        cell: (row) => {
          const value = skill(row);
          const verdict = overall.byTopic[row.index];
          const tone = verdict?.kind === "better" ? "good" : "bad";
          const shown = verdict?.beyondChance === true ? { class: tone } : {};
          return h("span", shown, signedPercent(value));
        },
        sort: skill,
      },
      {
        head: "95% interval",
        number: true,
        cell: ({ summary }) => {
          const range = summary.against.equal?.interval ?? null;
          return range === null
            ? "–"
            : `${signedPercent(range.low)} to ${signedPercent(range.high)}`;
        },
      },
      {
        head: "p (Holm)",
        title: "Corrected for the number of topics",
        number: true,
        cell: (row) => fixed(adjusted(row), 3),
        sort: adjusted,
      },
      {
        head: "scored",
        number: true,
        cell: ({ summary: { coverage } }) =>
          percent(coverage.inferences === 0 ? null : coverage.scored / coverage.inferences),
        sort: ({ summary: { coverage } }) => coverage.scored / Math.max(1, coverage.inferences),
      },
      {
        head: "failed",
        number: true,
        cell: ({ summary }) => count(summary.rounds.failed),
        sort: ({ summary }) => summary.rounds.failed,
      },
    ],
    rows,
    { column: 4, descending: true },
  );
  return section(
    "topics",
    "All topics",
    h("p", { class: "lead" }, headline),
    ...sentences.map((text) => h("p", { class: "note" }, text)),
    h("p", { class: "note" }, "Choose a topic to see it below."),
    h("div", { class: "card scroll" }, table.element),
  );
}
