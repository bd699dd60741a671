import { count } from "../../src/report/text/numbers.js";
import { h } from "../dom.js";
import { section } from "../figure.js";
import { dataTable } from "../table.js";
import { probability } from "./result.js";
import { byLoss, type CompareView, ruleName } from "./view.js";

/** Tests from the literature that readers may expect; they decide nothing. */
export function supplementsSection(view: CompareView): HTMLElement | null {
  const { supplements, baseline } = view.result;
  if (supplements === null) return null;
  const { confidenceSet, superiorAbility, romanoWolf, draws, block } = supplements;
  const name = ruleName(view, baseline);
  const table = dataTable<number>(
    "p of the model confidence set and of Romano and Wolf’s stepwise test",
    [
      { head: "rule", cell: (rule) => ruleName(view, rule), sort: (rule) => ruleName(view, rule) },
      {
        head: "confidence set, p",
        title: "In the set of 90% when at least 0.1",
        number: true,
        cell: (rule) => probability(confidenceSet[rule] ?? null),
        sort: (rule) => confidenceSet[rule] ?? null,
      },
      {
        head: "in the set of 90%",
        cell: (rule) => ((confidenceSet[rule] ?? 0) >= 0.1 ? "yes" : "no"),
      },
      {
        head: `better than ${name}, p`,
        title: "Romano and Wolf, one-sided, corrected for all rules",
        number: true,
        cell: (rule) => probability(romanoWolf[rule] ?? null),
        sort: (rule) => romanoWolf[rule] ?? null,
      },
    ],
    byLoss(view),
    { column: 99, descending: false },
  );
  const ability =
    superiorAbility === null
      ? ""
      : ` Hansen’s test of superior predictive ability, whether any rule is better than ${name}: p ${probability(superiorAbility)}.`;
  return section(
    "supplements",
    "Supplements",
    h(
      "p",
      { class: "note" },
      `These tests decide nothing here. When losses depend on those before, the confidence set excludes a rule from 24 to 48% of families of six equal ones. From ${count(draws)} draws of blocks of ${count(block)} sets.${ability}`,
    ),
    h("div", { class: "card" }, table.element),
  );
}
