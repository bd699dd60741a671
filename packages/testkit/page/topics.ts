import type { ReplaySummary } from "../src/metrics/summary.js";
import { isSure } from "../src/report/findings.js";
import { combinationWord, valueWords } from "../src/kinds/kinds.js";
import { count, fixed, percent, signedPercent } from "../src/report/text/numbers.js";
import { lossDecimals } from "./accuracy.js";
import { h } from "./dom.js";
import { section } from "./figure.js";
import { dataTable } from "./table.js";

interface Row {
  readonly summary: ReplaySummary;
  readonly index: number;
}

/** All topics beside each other, best first; choosing one shows it. Null when there is only one. */
export function topicsSection(
  summaries: readonly ReplaySummary[],
  choose: (index: number) => void,
): HTMLElement | null {
  const [first] = summaries;
  if (first === undefined || summaries.length < 2) return null;
  const rows = summaries.map((summary, index): Row => ({ summary, index }));
  const better = summaries.filter(({ against }) => (against.equal.skill ?? 0) > 0);
  const sure = better.filter(({ against }) => isSure(against.equal)).length;
  const skill = ({ summary }: Row): number | null => summary.against.equal.skill;
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
        cell: ({ summary, index }) =>
          h(
            "button",
            {
              type: "button",
              class: "link",
              onclick: () => {
                choose(index);
              },
            },
            summary.topic,
          ),
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
          const tone = (value ?? 0) > 0 ? "good" : "bad";
          const shown = isSure(row.summary.against.equal) ? { class: tone } : {};
          return h("span", shown, signedPercent(value));
        },
        sort: skill,
      },
      {
        head: "95% interval",
        number: true,
        cell: ({ summary }) => {
          const range = summary.against.equal.interval;
          return range === null
            ? "–"
            : `${signedPercent(range.low)} to ${signedPercent(range.high)}`;
        },
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
    h(
      "p",
      { class: "note" },
      `The weights beat equal weights in ${better.length} of ${summaries.length} topics, in ${sure} by more than chance could do (coloured). Choose a topic to see it below.`,
    ),
    h("div", { class: "card scroll" }, table.element),
  );
}
