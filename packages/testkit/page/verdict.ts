import { decimalsFor, fixed, signedPercent } from "../src/report/text/numbers.js";
import { setFindings } from "../src/report/findings.js";
import { verdictWords } from "../src/report/verdict-words.js";
import { BASELINES } from "../src/kinds/score.js";
import { combinationWord, valueWords } from "../src/kinds/kinds.js";
import { accuracyTable, classesTable } from "./accuracy.js";
import { h, svg } from "./dom.js";
import { findings, section } from "./figure.js";
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
    lead,
    ...sentences.map((text) => h("p", { class: "note" }, text)),
    h("div", { class: "pair" }, forest(topic), accuracyTable(topic)),
    classesTable(topic),
    bestWorker(topic),
    findings(setFindings(summary)),
  );
}

const WIDTH = 400;
const ROW = 58;
const LEFT = 98;

/** Skill against each baseline as a point with its interval, zero being "as good as". */
function forest({ summary }: Topic): HTMLElement {
  const { against } = summary;
  const rows = BASELINES.flatMap((name) => {
    const comparison = against[name];
    return comparison === null ? [] : [{ ...comparison, name: combinationWord(summary, name) }];
  });
  const reach = Math.max(
    0.02,
    ...rows.flatMap(({ skill, interval }) =>
      [skill, interval?.low, interval?.high].map((value) => Math.abs(value ?? 0)),
    ),
  );
  const x = (value: number): number => LEFT + ((value / reach + 1) / 2) * (WIDTH - LEFT - 16);
  const height = ROW * rows.length + 40;
  const marks = rows.flatMap(({ name, skill, interval, kind: outcome, beyondChance }, i) => {
    const y = 22 + ROW * i + ROW / 2;
    const kind = !beyondChance ? "weighted" : outcome === "better" ? "good" : "bad";
    return [
      svg("text", { x: LEFT - 14, y: y + 4, "text-anchor": "end", class: "tick strong" }, name),
      ...(interval === null
        ? []
        : [
            svg("line", {
              x1: x(interval.low),
              x2: x(interval.high),
              y1: y,
              y2: y,
              class: `whisker stroke-${kind}`,
            }),
            ...[interval.low, interval.high].map((end) =>
              svg("line", {
                x1: x(end),
                x2: x(end),
                y1: y - 5,
                y2: y + 5,
                class: `whisker stroke-${kind}`,
              }),
            ),
          ]),
      ...(skill === null
        ? []
        : [
            svg("circle", { cx: x(skill), cy: y, r: 5.5, class: `fill-${kind}` }),
            svg(
              "text",
              { x: x(skill), y: y - 12, "text-anchor": "middle", class: "tick" },
              signedPercent(skill),
            ),
          ]),
    ];
  });
  const describe = rows
    .map(({ name, skill, interval }) => {
      const range =
        interval === null
          ? ""
          : `, 95% interval ${signedPercent(interval.low)} to ${signedPercent(interval.high)}`;
      return `against the ${name} ${signedPercent(skill)}${range}`;
    })
    .join("; ");
  const picture = svg(
    "svg",
    {
      viewBox: `0 0 ${WIDTH} ${height}`,
      class: "forest",
      role: "img",
      "aria-label": `Skill ${describe}`,
    },
    svg("line", { x1: x(0), x2: x(0), y1: 14, y2: height - 26, class: "zero" }),
    ...marks,
    svg(
      "text",
      { x: x(-reach / 2), y: height - 6, "text-anchor": "middle", class: "tick" },
      "← weights worse",
    ),
    svg(
      "text",
      { x: x(reach / 2), y: height - 6, "text-anchor": "middle", class: "tick" },
      "weights better →",
    ),
  );
  return h(
    "figure",
    { class: "card" },
    picture,
    h(
      "figcaption",
      {},
      `Skill of the weighted combination: the part of the baseline’s ${valueWords(summary).loss} that is gone, with 95% intervals. Blue where it could be chance or cannot be relied on.`,
    ),
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
