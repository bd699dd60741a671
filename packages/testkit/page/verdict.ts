import { count, counted, decimalsFor, fixed } from "../src/report/text/numbers.js";
import { setFindings } from "../src/report/findings.js";
import { verdictWords } from "../src/report/verdict-words.js";
import { BASELINES } from "../src/kinds/score.js";
import { combinationWord, valueWords } from "../src/kinds/kinds.js";
import { accuracyTable, classesTable } from "./accuracy.js";
import { h } from "./dom.js";
import { figure, findings, section } from "./figure.js";
import { FOREST_HEAD, forest, type ForestRow, forestRows, forestWords } from "./forest.js";
import { pictureSource, responsive } from "./responsive.js";
import type { Topic } from "./topic.js";

/** The verdict, as every report has it, over the table that it is written from. */
export function verdictSection(topic: Topic): HTMLElement {
  const { summary } = topic;
  const { headline, sentences, tone } = verdictWords(summary);
  const lead = h("p", { class: "lead" }, h("strong", { class: tone }, headline));
  if (summary.errors.weighted === null) return section("verdict", "Result", lead);
  return section(
    "verdict",
    "Result",
    failures(topic),
    lead,
    ...sentences.map((text) => h("p", { class: "note" }, text)),
    h("div", { class: "pair" }, baselines(topic), accuracyTable(topic)),
    classesTable(topic),
    bestWorker(topic),
    findings(setFindings(summary)),
  );
}

/** Skill against each baseline as a point with its interval. */
function baselines({ summary }: Topic): HTMLElement {
  const rows = BASELINES.flatMap((name): ForestRow[] => {
    const comparison = summary.against[name];
    if (comparison === null) return [];
    const { skill, interval, kind, beyondChance } = comparison;
    const outcome = !beyondChance ? "unsure" : kind === "better" ? "better" : "worse";
    return [{ name: combinationWord(summary, name), skill, interval, outcome }];
  });
  const describe = `Skill against baselines: ${forestWords(rows)}`;
  const picture = responsive(320, { least: 240, most: 420 }, (width) =>
    forest(rows, describe, width, 56),
  );
  return figure(
    "Skill",
    `The part of each baseline’s ${valueWords(summary).loss} that the weighted combination saves, with 95% intervals. A mark is hollow and blue where it could be chance or cannot be relied on.`,
    pictureSource(picture, FOREST_HEAD, forestRows(rows)),
    h("div", { class: "card" }, picture),
  );
}

/** Failures come before every other result, however few they are. */
function failures({ summary, link }: Topic): HTMLElement | null {
  const { rounds, failures, verdict } = summary;
  if (rounds.failed === 0 || verdict.about === "failed rounds") return null;
  const codes = [...new Set(failures.map(({ code }) => code))].join(", ");
  return h(
    "p",
    { class: "note bad" },
    `${count(rounds.failed)} of ${counted(rounds.ran, "round")} failed (${codes}): `,
    h("a", { href: link({ section: "rounds" }) }, "see the rounds"),
    ".",
  );
}

function bestWorker({ summary, workers, link }: Topic): HTMLElement | null {
  const { best } = summary;
  if (best === null) return null;
  const worker = workers.find(({ address }) => address === best.worker);
  const decimals = Math.max(0, decimalsFor(best.combination) - 1);
  return h(
    "p",
    { class: "note" },
    "Best single worker in hindsight: ",
    h(
      "a",
      { href: link({ worker: best.worker }), title: best.worker },
      worker?.name ?? best.worker,
    ),
    `, ${fixed(best.loss, decimals)} on its ${best.sets} sets, where the weighted combination had ` +
      `${fixed(best.combination, decimals)} (regret ${fixed(best.regret, decimals)} a set${bestInterval(best, decimals)}).`,
  );
}

function bestInterval(
  { interval, chosenAmong }: NonNullable<Topic["summary"]["best"]>,
  decimals: number,
): string {
  if (interval === null) return "";
  const [low, high] = interval;
  const chance = low > 0 || high < 0 ? "" : ", which could be chance";
  return `, 95% interval ${fixed(low, decimals)} to ${fixed(high, decimals)} allowing for the choice among ${chosenAmong} workers${chance}`;
}
