import { counted, fixed, percent } from "../../src/report/text/numbers.js";
import { h } from "../dom.js";
import { dotPlot, type DotRow } from "../dot-plot.js";
import { figure, section } from "../figure.js";
import { pictureSource, responsive } from "../responsive.js";
import { dataTable } from "../table.js";
import { byLoss, type CompareView, decimalsOf, ruleName, workerName } from "./view.js";

/** Workers of the best fixed shares that are listed. */
const MAX_LISTED = 5;

interface Comparator {
  readonly name: string;
  readonly loss: number;
}

/** Mean losses above what somebody who knew all truths could have done with the same workers. */
export function regretSection(view: CompareView): HTMLElement | null {
  const oracles = view.topic?.oracles ?? null;
  if (oracles === null) return null;
  const { expert, convex, shifting } = oracles;
  const comparators: Comparator[] = [
    { name: "best worker", loss: expert.loss },
    ...(convex === null ? [] : [{ name: "best fixed shares", loss: convex.loss }]),
    ...shifting
      .slice(-1)
      .map(({ shifts, loss }) => ({ name: `best ${counted(shifts, "change")} of worker`, loss })),
  ];
  return section(
    "regret",
    "Regret",
    picture(view, comparators),
    table(view, comparators),
    h(
      "p",
      { class: "note" },
      `Best worker in hindsight: ${workerName(view, expert.worker)}. Where a worker is absent, equal weights take its place.`,
      convex === null ? null : ` Best fixed shares: ${sharesText(view, convex.shares)}.`,
    ),
  );
}

function picture(view: CompareView, comparators: readonly Comparator[]): HTMLElement {
  const decimals = decimalsOf(view);
  const row = (name: string, value: number, isReference: boolean): DotRow => ({
    ...{ name, value, text: fixed(value, decimals), isReference },
    colour: isReference ? "truth" : "weighted",
  });
  const rows = [
    ...comparators.map(({ name, loss }) => row(name, loss, true)),
    ...byLoss(view).flatMap((rule) => {
      const loss = view.result.race.standings[rule]?.meanLoss ?? null;
      return loss === null ? [] : [row(ruleName(view, rule), loss, false)];
    }),
  ].sort((a, b) => a.value - b.value);
  const axis = `mean ${view.unit} (left is better)`;
  const describe = `Mean ${view.unit}: ${rows.map(({ name, text }) => `${name} ${text}`).join("; ")}`;
  const drawn = responsive(990, { least: 260, most: 990 }, (width) =>
    dotPlot(rows, describe, axis, width),
  );
  return figure(
    "What was possible in hindsight",
    "Mean loss of every rule (dots) and of what was best in hindsight (diamonds): one worker throughout, fixed shares of all, or one worker at a time with few changes. The distance to a diamond is the regret.",
    pictureSource(
      drawn,
      ["name", "mean_loss", "in_hindsight"],
      rows.map(({ name, value, isReference }) => [name, value, isReference ? "yes" : "no"]),
    ),
    h("div", { class: "card" }, drawn),
  );
}

function table(view: CompareView, comparators: readonly Comparator[]): HTMLElement {
  const decimals = decimalsOf(view);
  const loss = (rule: number): number | null => view.result.race.standings[rule]?.meanLoss ?? null;
  const regret = (rule: number, of: number): number | null => {
    const own = loss(rule);
    return own === null ? null : own - of;
  };
  const made = dataTable<number>(
    "Regret: mean loss above each comparator’s",
    [
      { head: "rule", cell: (rule) => ruleName(view, rule), sort: (rule) => ruleName(view, rule) },
      ...comparators.map(({ name, loss: of }) => ({
        head: name,
        title: `Its mean loss is ${fixed(of, decimals)}`,
        number: true,
        cell: (rule: number) => fixed(regret(rule, of), decimals),
        sort: (rule: number) => regret(rule, of),
      })),
    ],
    byLoss(view),
    { column: 1, descending: false },
  );
  return h("div", { class: "card" }, made.element);
}

function sharesText(view: CompareView, shares: Readonly<Record<string, number>>): string {
  const all = Object.entries(shares).sort(([, a], [, b]) => b - a);
  const listed = all
    .slice(0, MAX_LISTED)
    .map(([worker, share]) => `${workerName(view, worker)} ${percent(share)}`);
  const more = all.length - listed.length;
  return `${listed.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
