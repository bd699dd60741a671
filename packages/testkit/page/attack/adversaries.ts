import type { AttackDocument } from "@weightkit/testkit/internal/lab/attack/attack-document";
import { count, fixed, percent, signedPercent } from "../../src/report/text/numbers.js";
import { h } from "../dom.js";
import { section } from "../figure.js";
import type { HtmlColumn } from "../table.js";
import { dataTable } from "../table.js";
import { byGain, points, succeeds, type Tried } from "./view.js";

/** Every adversary with its numbers, and what each of them does. */
export function adversariesSection(document: AttackDocument): HTMLElement {
  const table = dataTable<Tried>(
    "Gains in percentage points of all weight, paired by world; noticed: rounds until it first has less than nine tenths of its honest share",
    columns(document),
    byGain(document.results),
    { column: 3, descending: true },
  );
  const facts = dataTable<Tried>(
    "What each does, x being its honest answer, m the median of the others’ and t the set",
    [
      { head: "adversary", cell: ({ adversary }) => adversary.name },
      { head: "knows", cell: ({ adversary }) => KNOWS[adversary.knows] },
      { head: "does", cell: ({ adversary }) => adversary.does },
      { head: "formula", cell: ({ adversary }) => h("code", {}, adversary.formula) },
    ],
    byGain(document.results),
    { column: 99, descending: false },
  );
  return section(
    "adversaries",
    "Adversaries",
    h("div", { class: "card" }, table.element),
    h("details", {}, h("summary", {}, "What each of them does"), facts.element),
  );
}

const KNOWS = { own: "its own forecasts", past: "the past", pool: "others’ answers" } as const;

function columns({ victim, results }: AttackDocument): HtmlColumn<Tried>[] {
  return [
    {
      head: "adversary",
      cell: ({ adversary }) => h("span", { title: adversary.does }, adversary.name),
      sort: ({ adversary }) => adversary.name,
    },
    {
      head: "honest",
      title: "Share of all weight that the same workers get honestly",
      number: true,
      cell: ({ honestShare }) => percent(honestShare),
      sort: ({ honestShare }) => honestShare,
    },
    {
      head: "share",
      title: "Share of all weight as adversary",
      number: true,
      cell: ({ share }) => percent(share),
      sort: ({ share }) => share,
    },
    {
      head: "gain",
      number: true,
      cell: ({ gain }) => points(gain.meanGain),
      sort: ({ gain }) => gain.meanGain,
    },
    {
      head: "95% interval",
      number: true,
      cell: ({ gain: { interval } }) =>
        interval === null ? "" : `${points(interval[0])} to ${points(interval[1])}`,
    },
    {
      head: "worlds with gain",
      title: "With the 95% interval of their share (Clopper and Pearson)",
      number: true,
      cell: ({ gain: { seeds, seedsWithGain, shareInterval } }) =>
        `${count(seedsWithGain)} of ${count(seeds)} (${fixed(shareInterval[0] * 100, 0)}–${fixed(shareInterval[1] * 100, 0)}%)`,
      sort: ({ gain: { seeds, seedsWithGain } }) => seedsWithGain / seeds,
    },
    {
      head: "verdict",
      title: "Beyond chance after Holm’s correction for all adversaries, or open",
      cell: (result) => h("span", { class: succeeds(result) ? "bad" : null }, result.verdict),
      sort: ({ verdict }) => verdict,
    },
    ...(victim === undefined
      ? []
      : [
          {
            head: "victim",
            title: "What the victim gains; below 0 where it loses",
            number: true,
            cell: ({ victimGain }: Tried) =>
              victimGain === null ? "" : points(victimGain.meanGain),
            sort: ({ victimGain }: Tried) => victimGain?.meanGain ?? null,
          },
        ]),
    {
      head: "error",
      title: "How much larger the combination’s mean loss becomes",
      number: true,
      cell: ({ damage }) => signedPercent(damage),
      sort: ({ damage }) => damage,
    },
    {
      head: "noticed",
      title: "After how many rounds",
      number: true,
      cell: ({ noticedAfter }) => (noticedAfter === null ? "" : count(noticedAfter)),
      sort: ({ noticedAfter }) => noticedAfter,
    },
    ...(results.some(({ haltedWorlds }) => haltedWorlds > 0)
      ? [
          {
            head: "worlds halted",
            number: true,
            cell: ({ haltedWorlds }: Tried) => count(haltedWorlds),
            sort: ({ haltedWorlds }: Tried) => haltedWorlds,
          },
        ]
      : []),
  ];
}
