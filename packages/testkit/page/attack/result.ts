import type { AttackDocument } from "@weightkit/testkit/internal/lab/attack/attack-document";
import { ofAdversaries } from "../../src/lab/attack/of-adversaries.js";
import { counted, fixed, percent, signedPercent } from "../../src/report/text/numbers.js";
import { h } from "../dom.js";
import { figure, section } from "../figure.js";
import { forest, type ForestRow, forestRows, forestWords } from "../forest.js";
import { pictureSource, responsive } from "../responsive.js";
import { tiles } from "../tiles.js";
import { byGain, points, succeeds } from "./view.js";

/** What adversaries get in words, as a grade and in a figure. */
export function resultSection(document: AttackDocument): HTMLElement {
  const { headline, sentences, grade, results } = document;
  const tried = ofAdversaries(results);
  const [most] = byGain(tried);
  const harmful = tried
    .filter(({ damage }) => damage !== null)
    .sort((a, b) => (b.damage ?? 0) - (a.damage ?? 0))[0];
  const tone = results.some(succeeds) ? "bad" : "good";
  return section(
    "result",
    "Result",
    h("p", { class: "lead" }, h("strong", { class: tone }, headline)),
    ...sentences.map((text) => h("p", { class: "note" }, text)),
    tiles([
      {
        label: "grade",
        value: grade.letter,
        note: gradeNote(document),
        bad: grade.letter === "D" || grade.letter === "E",
      },
      {
        label: "largest gain",
        value: most === undefined ? "–" : points(most.gain.meanGain),
        note: most === undefined ? "" : `points of all weight, ${most.adversary.name}`,
      },
      {
        label: "adversaries that gain",
        value: String(results.filter(({ verdict }) => verdict === "gains").length),
        note: `of ${tried.length} tried, beyond chance`,
      },
      {
        label: "honest share",
        value: percent(most?.honestShare ?? null),
        note: "of all weight, second half",
      },
      {
        label: "largest damage",
        value: signedPercent(harmful?.damage ?? null),
        note: harmful === undefined ? "" : `loss of the combination, ${harmful.adversary.name}`,
      },
    ]),
    gains(document),
  );
}

function gradeNote({ grade: { multiple, worst }, results }: AttackDocument): string {
  if (worst === null || multiple === null) return "A is the best, E the worst";
  const halts = results.some(
    ({ adversary, verdict }) => adversary.name === worst && verdict === "halts",
  );
  return halts
    ? `${worst} halts the chain`
    : `${worst}, at most ${fixed(multiple, 2)} times its honest share`;
}

/** A gain is good for the adversary and bad for everybody else: red, on the right. */
function gains(document: AttackDocument): HTMLElement {
  const rows = byGain(document.results).map((result): ForestRow => {
    const { adversary, gain, verdict } = result;
    const { meanGain: skill, interval } = gain;
    const outcome = succeeds(result) ? "worse" : verdict === "loses" ? "better" : "unsure";
    return {
      ...{ name: adversary.name, skill, outcome },
      interval: interval === null ? null : { low: interval[0], high: interval[1] },
    };
  });
  const describe = `Gains as parts of all weight: ${forestWords(rows)}`;
  const picture = responsive(990, { least: 260, most: 990 }, (width) =>
    forest(rows, describe, width, 26, "gain, of all weight (right: more)"),
  );
  return figure(
    "What each adversary gains",
    `Share of all weight that its names get, less the share that the same worker gets honestly in the same world: the mean of ${counted(document.worlds, "world")} with its 95% interval. Filled marks are beyond chance, corrected for the number of adversaries (Holm): red ones gain or halt the chain, green ones lose. Hollow blue ones could be chance.`,
    pictureSource(picture, ["name", "gain", "low", "high"], forestRows(rows)),
    h("div", { class: "card" }, picture),
  );
}
