import type { OverallVerdict } from "../src/metrics/overall.js";
import type { ReplaySummary } from "../src/metrics/summary.js";
import { overallWords } from "../src/report/overall-words.js";
import { combinationWord, valueWords } from "../src/kinds/kinds.js";
import { count, fixed, percent, signedPercent } from "../src/report/text/numbers.js";
import { lossDecimals } from "./accuracy.js";
import { h } from "./dom.js";
import { figure, section } from "./figure.js";
import { FOREST_HEAD, forest, type ForestRow, forestRows, forestWords } from "./forest.js";
import { linkTo } from "./place.js";
import { pictureSource, responsive } from "./responsive.js";
import { dataTable } from "./table.js";
import { tiles } from "./tiles.js";

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
        title: "Part of equal weights’ loss that it saves",
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
  const found = h("span", { class: "found", role: "status" });
  const filter = h("input", {
    type: "search",
    placeholder: "Filter topics",
    "aria-label": "Filter topics by name",
    oninput: () => {
      const text = filter.value.trim().toLowerCase();
      const shown = table.show(({ summary }) => summary.topic.toLowerCase().includes(text));
      found.textContent = text === "" ? "" : `${shown} found`;
    },
  });
  return section(
    "topics",
    "All topics",
    h("p", { class: "lead" }, headline),
    ...sentences.map((text) => h("p", { class: "note" }, text)),
    totals(summaries),
    overview(summaries, overall),
    h("div", { class: "controls" }, filter, found),
    h("div", { class: "card" }, table.element),
  );
}

/** What all topics come to. */
function totals(summaries: readonly ReplaySummary[]): HTMLElement {
  const sum = (of: (summary: ReplaySummary) => number): number =>
    summaries.reduce((total, summary) => total + of(summary), 0);
  const workers = new Set(summaries.flatMap((summary) => summary.workers)).size;
  const [failed, ran] = [sum(({ rounds }) => rounds.failed), sum(({ rounds }) => rounds.ran)];
  const inferences = sum(({ coverage }) => coverage.inferences);
  const scored = sum(({ coverage }) => coverage.scored);
  return tiles([
    { label: "topics", value: count(summaries.length) },
    { label: "workers", value: count(workers), note: "different addresses" },
    { label: "sets", value: count(sum(({ sets }) => sets.compared)), note: "compared" },
    {
      label: "scored",
      value: percent(inferences === 0 ? null : scored / inferences),
      note: `${count(scored)} of ${count(inferences)} inferences`,
    },
    {
      label: "failed rounds",
      value: count(failed),
      note: `of ${count(ran)}`,
      bad: failed > 0,
    },
  ]);
}

/** Every topic's skill with its interval, best first, and that of all together below. */
function overview(summaries: readonly ReplaySummary[], overall: OverallVerdict): HTMLElement {
  const outcomeOf = (kind: string, beyondChance: boolean): ForestRow["outcome"] =>
    !beyondChance || (kind !== "better" && kind !== "worse") ? "unsure" : kind;
  const rows = summaries
    .map(({ topic, against }, i): ForestRow => {
      const verdict = overall.byTopic[i];
      const { skill = null, interval = null } = against.equal ?? {};
      const outcome = outcomeOf(verdict?.kind ?? "", verdict?.beyondChance ?? false);
      return { name: topic, skill, interval, outcome, href: linkTo({ topic }) };
    })
    .sort((a, b) => (b.skill ?? -Infinity) - (a.skill ?? -Infinity));
  const { skill, interval, kind, reasons } = overall.together;
  rows.push({
    name: "all topics",
    ...{ skill, interval },
    outcome: outcomeOf(kind, reasons.length === 0),
    overall: true,
  });
  const describe = `Skill against equal weights, topic by topic: ${forestWords(rows)}`;
  const picture = responsive(990, { least: 260, most: 990 }, (width) =>
    forest(rows, describe, width, 24),
  );
  return figure(
    "Skill by topic",
    "The part of equal weights’ loss that the weighted combination saves in each topic, with 95% intervals; the diamond is all topics as one series. Filled marks, green and red, are beyond chance, corrected for the number of topics (Holm).",
    pictureSource(picture, FOREST_HEAD, forestRows(rows)),
    h("div", { class: "card" }, picture),
  );
}
