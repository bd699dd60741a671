import type { SweepDocument } from "@weightkit/testkit/internal/lab/sweep/sweep-document";
import { count, counted, percent, signedPercent } from "../../src/report/text/numbers.js";
import { h } from "../dom.js";
import { figure, section } from "../figure.js";
import { FOREST_HEAD, forest, type ForestRow, forestRows, forestWords } from "../forest.js";
import { pictureSource, responsive } from "../responsive.js";
import { tiles } from "../tiles.js";

type Judged = Pick<
  NonNullable<SweepDocument["walkForward"]["assessment"]>,
  "skill" | "interval" | "kind" | "beyondChance"
>;

/** The score out of sample first; what was best in hindsight next to it, with what luck explains. */
export function resultSection(document: SweepDocument): HTMLElement {
  const { headline, sentences, walkForward, inSample, overfitting, judgedSets } = document;
  const { assessment, againstMedian, steps } = walkForward;
  const rows = [
    ...row("walk-forward", assessment),
    ...row("against the median", againstMedian),
    ...plain("best in hindsight", inSample.skill),
    ...plain("by luck alone", inSample.luck),
  ];
  const tested = steps.reduce((sum, { sets }) => sum + sets, 0);
  return section(
    "result",
    "Result",
    h("p", { class: "lead" }, h("strong", { class: toneOf(document) }, headline)),
    ...sentences.map((text) => h("p", { class: "note" }, text)),
    tiles([
      {
        label: "walk-forward score",
        value: signedPercent(assessment?.skill ?? null),
        note: `on ${counted(tested, "set")} that no choice had seen`,
      },
      {
        label: "best in hindsight",
        value: signedPercent(inSample.skill),
        note: "on the sets it was chosen on",
      },
      {
        label: "by luck alone",
        value: signedPercent(inSample.luck),
        note: "the best of as many equally good sets",
      },
      {
        label: "probability of overfitting",
        value: percent(overfitting),
        note: "an indication, not a test",
      },
      {
        label: "parameter sets",
        value: count(document.sets.length),
        note: `on ${counted(judgedSets, "judged set")}`,
      },
    ]),
    rows.length === 0 ? null : scores(rows),
  );
}

function toneOf({ walkForward: { assessment, againstMedian } }: SweepDocument): string {
  if (assessment?.beyondChance !== true) return "unsure";
  if (assessment.kind === "worse") return "bad";
  return (againstMedian?.skill ?? 0) < 0 ? "unsure" : "good";
}

function row(name: string, judged: Judged | null): ForestRow[] {
  if (judged === null || judged.skill === null) return [];
  const { skill, interval, kind, beyondChance } = judged;
  const outcome = !beyondChance ? "unsure" : kind === "better" ? "better" : "worse";
  return [{ name, skill, interval, outcome }];
}

function plain(name: string, skill: number | null): ForestRow[] {
  return skill === null ? [] : [{ name, skill, interval: null, outcome: "unsure" }];
}

function scores(rows: readonly ForestRow[]): HTMLElement {
  const describe = `Skill of the search: ${forestWords(rows)}`;
  const picture = responsive(990, { least: 260, most: 990 }, (width) =>
    forest(rows, describe, width, 44, "part of the loss saved (right: better)"),
  );
  return figure(
    "The score out of sample and in hindsight",
    "The part of equal weights’ loss that is saved. Walk-forward: each choice knew only truths that were available before the sets it is scored on, with the 95% interval, and the same against the plain median; filled marks, green and red, are beyond chance. In hindsight: the best parameter set on the sets that it was chosen on, which flatters, and how much the best of as many equally good sets shows by luck.",
    pictureSource(picture, FOREST_HEAD, forestRows(rows)),
    h("div", { class: "card" }, picture),
  );
}
