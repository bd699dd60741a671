import { count, fixed, signedPercent } from "../../src/report/text/numbers.js";
import { h } from "../dom.js";
import { figure, section } from "../figure.js";
import { FOREST_HEAD, forest, type ForestRow, forestRows, forestWords } from "../forest.js";
import { pictureSource, responsive } from "../responsive.js";
import { dataTable } from "../table.js";
import { byLoss, type CompareView, decimalsOf, ruleName, ruleOwn } from "./view.js";

/** Who can still be the best, in words, in a figure and as numbers. */
export function resultSection(view: CompareView): HTMLElement {
  const { result, topic } = view;
  const { headline, sentences, race } = result;
  const tone = race.standings.every(({ inRace }) => inRace) ? "unsure" : "good";
  return section(
    "result",
    topic === null ? "All topics together" : "Result",
    h("p", { class: "lead" }, h("strong", { class: tone }, headline)),
    ...sentences.map((text) => h("p", { class: "note" }, text)),
    ...(race.sets === 0 ? [] : [skills(view), standings(view)]),
  );
}

/** Every rule's skill against the baseline. */
function skills(view: CompareView): HTMLElement {
  const { result } = view;
  const rows = byLoss(view).flatMap((rule): ForestRow[] => {
    const own = result.against[rule] ?? null;
    if (own === null) return [];
    const { skill, interval, kind, beyondChance } = own;
    const outcome = !beyondChance ? "unsure" : kind === "better" ? "better" : "worse";
    return [{ name: ruleName(view, rule), skill, interval, outcome }];
  });
  const baseline = ruleName(view, result.baseline);
  const describe = `Skill against ${baseline}: ${forestWords(rows)}`;
  const picture = responsive(990, { least: 260, most: 990 }, (width) =>
    forest(rows, describe, width, 34, `skill against ${baseline} (right: better)`),
  );
  return figure(
    `Skill against ${baseline}`,
    `The part of ${ruleOwn(view, result.baseline)} loss that each rule saves on the same ${count(result.race.sets)} sets, with 95% intervals. Filled marks, green and red, are beyond chance, corrected for the number of rules (Holm); hollow blue ones could be chance or cannot be relied on.`,
    pictureSource(picture, FOREST_HEAD, forestRows(rows)),
    h("div", { class: "card" }, picture),
  );
}

function standings(view: CompareView): HTMLElement {
  const { result, rules, unit } = view;
  const { race, against } = result;
  const decimals = decimalsOf(view);
  const standing = (rule: number) => race.standings[rule];
  const failed = rules.some(({ failedRounds }) => failedRounds > 0);
  const table = dataTable<number>(
    `Mean ${unit} on the same ${count(race.sets)} sets; “out” marks rules that another one beats beyond chance`,
    [
      {
        head: "rule",
        cell: (rule) =>
          rule === race.best
            ? h("strong", {}, ruleName(view, rule))
            : h("span", {}, ruleName(view, rule)),
        sort: (rule) => ruleName(view, rule),
      },
      {
        head: "mean loss",
        number: true,
        cell: (rule) => fixed(standing(rule)?.meanLoss ?? null, decimals),
        sort: (rule) => standing(rule)?.meanLoss ?? null,
      },
      {
        head: "behind the best",
        title: "How far its mean loss lies above the smallest, relative to the smallest",
        number: true,
        cell: (rule) => (rule === race.best ? "" : signedPercent(standing(rule)?.behind ?? null)),
        sort: (rule) => standing(rule)?.behind ?? null,
      },
      {
        head: "skill",
        title: `Part of ${ruleOwn(view, result.baseline)} loss that it saves`,
        number: true,
        cell: (rule) =>
          rule === result.baseline ? "" : signedPercent(against[rule]?.skill ?? null),
        sort: (rule) => against[rule]?.skill ?? null,
      },
      {
        head: "95% interval",
        number: true,
        cell: (rule) => {
          const range = against[rule]?.interval ?? null;
          return range === null
            ? ""
            : `${signedPercent(range.low)} to ${signedPercent(range.high)}`;
        },
      },
      {
        head: "p (Holm)",
        title: "Corrected for the number of rules",
        number: true,
        cell: (rule) => probability(against[rule]?.adjustedPValue ?? null),
        sort: (rule) => against[rule]?.adjustedPValue ?? null,
      },
      {
        head: "race",
        title: "Whether it can be the best",
        cell: (rule) =>
          standing(rule)?.inRace === false
            ? h("span", { class: "bad" }, "out")
            : h("span", {}, "in"),
        sort: (rule) => (standing(rule)?.inRace === false ? 1 : 0),
      },
      ...(failed
        ? [
            {
              head: "failed rounds",
              number: true,
              cell: (rule: number) => count(rules[rule]?.failedRounds ?? 0),
              sort: (rule: number) => rules[rule]?.failedRounds ?? 0,
            },
          ]
        : []),
    ],
    [...race.standings.keys()],
    { column: 1, descending: false },
  );
  return h("div", { class: "card" }, table.element);
}

/** A p value in a column. */
export function probability(p: number | null): string {
  if (p === null) return "";
  return p < 0.001 ? "< 0.001" : fixed(p, 3);
}
