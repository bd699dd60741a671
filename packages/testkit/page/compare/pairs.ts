import { count, signedPercent } from "../../src/report/text/numbers.js";
import { h } from "../dom.js";
import { section } from "../figure.js";
import { dataTable } from "../table.js";
import { probability } from "./result.js";
import { byLoss, type CompareView, ruleName } from "./view.js";

/** Every rule against every other. */
export function pairsSection(view: CompareView): HTMLElement | null {
  const { result } = view;
  const { race } = result;
  if (race.sets === 0 || race.standings.length < 2) return null;
  const order = byLoss(view);
  const table = dataTable<number>(
    "How much less the row’s rule loses than the column’s, and p corrected for all pairs (Holm); coloured where it decides the race",
    [
      { head: "rule", cell: (rule) => ruleName(view, rule) },
      ...order.map((other) => ({
        head: ruleName(view, other),
        number: true,
        cell: (rule: number) => cellOf(view, rule, other),
      })),
    ],
    order,
    { column: 99, descending: false },
  );
  const unreliable = race.pairs.filter(({ assessment }) => assessment.reasons.length > 0).length;
  return section(
    "pairs",
    "All pairs",
    h(
      "p",
      { class: "note" },
      `A pair excludes a rule when the equal-weighted cosine test of their losses, after Holm’s correction for all ${count(race.pairs.length)} pairs, has p below 0.1${unreliable === 0 ? "" : `, and only where it can be relied on: ${count(unreliable)} cannot, since their sets depend on each other or few of them make the difference (marked *)`}.`,
    ),
    h("div", { class: "card pairs" }, table.element),
  );
}

function cellOf(view: CompareView, rule: number, other: number): Node | string {
  if (rule === other) return "";
  const { race } = view.result;
  const pair = race.pairs.find(
    ({ first, second }) =>
      (first === rule && second === other) || (first === other && second === rule),
  );
  const [own, theirs] = [race.standings[rule]?.meanLoss, race.standings[other]?.meanLoss];
  const skill = own == null || theirs == null || !(theirs > 0) ? null : 1 - own / theirs;
  const tone = pair?.excludes === other ? "good" : pair?.excludes === rule ? "bad" : null;
  const p = pair?.adjustedPValue ?? null;
  const mark = (pair?.assessment.reasons.length ?? 0) > 0 ? "*" : "";
  return h(
    "span",
    { class: tone },
    `${signedPercent(skill)}${mark}`,
    h("small", {}, p === null ? "no test" : `p ${probability(p)}`),
  );
}
