import { at } from "../src/numbers/column.js";
import { row } from "../src/report/csv/csv-text.js";
import { counted } from "../src/report/text/numbers.js";
import { utcTime } from "../src/report/text/utc.js";
import { h, svg } from "./dom.js";
import { type FigureSource, paperColours } from "./export.js";
import { share } from "./format.js";
import type { Topic, Worker } from "./topic.js";

const [WIDTH, HEIGHT] = [150, 48];
/** Panels beyond which nobody reads them; the table has all. */
const MAX_PANELS = 120;
/** Of the picture for paper: panels in a row, and what is left between them and above them for the name. */
const [COLUMNS, GAP, NAME, EDGE] = [5, 24, 34, 12];
/** Letters of a name that fit over a panel next to the share. */
const MAX_NAME = 18;

interface Panels {
  readonly workers: readonly Worker[];
  /** The largest share that any of them had: the top of every panel. */
  readonly most: number;
  /** What holds for all of them. */
  readonly note: string;
}

/** One small picture a worker, all to one scale, by final weight: where lines would be hair. */
export function smallMultiples(topic: Topic): HTMLElement {
  const { workers, most, note } = panelsOf(topic);
  return h(
    "div",
    { class: "card" },
    h("p", { class: "note" }, note),
    h("ul", { class: "panels" }, ...workers.map((worker) => panel(topic, worker, most))),
  );
}

/** The same for paper, and the shares of these workers after each round. */
export function smallMultiplesSource(topic: Topic): FigureSource {
  return {
    svg: () => paper(topic),
    csv: () => {
      const { workers } = panelsOf(topic);
      const shares = workers.map(({ id }) => topic.weightShares(id));
      const rows = Array.from(topic.rounds.times, (time, i) =>
        row([utcTime(time), ...shares.map((one) => at(one, i))]),
      );
      return row(["time", ...workers.map(({ name }) => name)]) + rows.join("");
    },
  };
}

function panelsOf(topic: Topic): Panels {
  const ranked = [...topic.workers].sort((a, b) => b.finalShare - a.finalShare || a.id - b.id);
  const workers = ranked.slice(0, MAX_PANELS);
  const most = workers.reduce(
    (found, { id }) => topic.weightShares(id).reduce((a, b) => Math.max(a, b), found),
    0,
  );
  const left = ranked.length - workers.length;
  const more = left === 0 ? "" : ` ${counted(left, "worker")} with less weight are in the table.`;
  const note = `All to one scale, up to ${share(most)}; the number is the final share.${more}`;
  return { workers, most, note };
}

function panel(topic: Topic, worker: Worker, most: number): HTMLElement {
  return h(
    "li",
    {},
    h(
      "a",
      { href: topic.link({ worker: worker.address }), title: worker.address },
      h("span", { class: "label" }, worker.name),
      h("b", {}, share(worker.finalShare)),
    ),
    svg(
      "svg",
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" },
      svg("path", { d: outline(topic, worker, most), class: "fill-weighted" }),
    ),
  );
}

/** A worker's share over time, as an area of WIDTH by HEIGHT. */
function outline(topic: Topic, worker: Worker, most: number): string {
  const { times } = topic.rounds;
  const [first, last] = [at(times, 0), at(times, times.length - 1)];
  const x = (i: number): string =>
    (((at(times, i) - first) / Math.max(1, last - first)) * WIDTH).toFixed(1);
  const y = (value: number): string => (HEIGHT - (value / (most || 1)) * HEIGHT).toFixed(1);
  const steps = Array.from(
    topic.weightShares(worker.id),
    (value, i) => `H${x(i)}V${y(value)}`,
  ).join("");
  return `M0 ${HEIGHT}${steps}H${WIDTH}V${HEIGHT}Z`;
}

function paper(topic: Topic): SVGElement {
  const { workers, most, note } = panelsOf(topic);
  const colours = paperColours(["ink", "grid", "weighted"]);
  const paint = (name: string): string => colours.get(name) ?? "#000";
  const text = (attributes: Record<string, string | number>, content: string): SVGElement =>
    svg("text", { "font-size": 12, fill: paint("ink"), ...attributes }, content);
  const rows = Math.ceil(workers.length / COLUMNS);
  const width = 2 * EDGE + COLUMNS * (WIDTH + GAP) - GAP;
  const height = 2 * EDGE + NAME + rows * (HEIGHT + NAME);
  return svg(
    "svg",
    {
      ...{ width, height, viewBox: `0 0 ${width} ${height}` },
      "font-family": "system-ui, sans-serif",
    },
    svg("title", {}, `Share of the weight of ${counted(workers.length, "worker")} over time`),
    text({ x: EDGE, y: EDGE + 12 }, note),
    ...workers.map((worker, i) => {
      const left = EDGE + (i % COLUMNS) * (WIDTH + GAP);
      const top = EDGE + NAME * 1.5 + Math.floor(i / COLUMNS) * (HEIGHT + NAME);
      return svg(
        "g",
        { transform: `translate(${left} ${top})` },
        text({ y: -5 }, shortened(worker.name)),
        text(
          { x: WIDTH, y: -5, "text-anchor": "end", "font-weight": 600 },
          share(worker.finalShare),
        ),
        svg("path", { d: outline(topic, worker, most), fill: paint("weighted") }),
        svg("path", { d: `M0 ${HEIGHT}H${WIDTH}`, stroke: paint("grid") }),
      );
    }),
  );
}

function shortened(name: string): string {
  const letters = Array.from(name);
  return letters.length <= MAX_NAME ? name : `${letters.slice(0, MAX_NAME - 1).join("")}…`;
}
