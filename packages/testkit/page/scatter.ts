import { fixed, percent } from "../src/report/text/numbers.js";
import { combinationWord, valueWords } from "../src/kinds/kinds.js";
import { shareTick, stepTo } from "./axes.js";
import { svg } from "./dom.js";
import { type Mark, pointOut } from "./pointer-tip.js";
import { responsive } from "./responsive.js";
import type { Topic, Worker } from "./topic.js";

const HEIGHT = 360;
const [LEFT, RIGHT, TOP, BOTTOM] = [76, 20, 14, 54];
/** Losses as a fraction of equal weights', on a logarithmic scale; beyond these they are drawn at the edge. */
const [BEST, WORST] = [1 / 16, 16];

/** One worker's place in the plot. */
interface Dot {
  readonly worker: Worker;
  /** Its loss as a multiple of the equal mean's. */
  readonly ratio: number;
}

/** Money (or weight) against error relative to the equal mean's, one dot a worker; right is better. */
export function skillScatter(topic: Topic): HTMLElement {
  const width = Math.min(1032, document.documentElement.clientWidth - 40);
  const element = responsive(width, { least: 300, most: 1032 }, (wide) => picture(topic, wide));
  element.classList.add("scatter");
  return pointOut(element);
}

/** Each worker with a skill, and its share of the money (or weight). */
export function skillDots({ workers }: Topic): Dot[] {
  return workers.flatMap((worker) => {
    const skill = worker.score?.skill ?? null;
    return skill === null ? [] : [{ worker, ratio: 1 - skill }];
  });
}

export function moneyOf({ summary }: Topic): { what: string; of: (worker: Worker) => number } {
  return summary.rewards === null
    ? { what: "weight", of: ({ meanShare }) => meanShare }
    : { what: "rewards", of: ({ score }) => score?.rewardShare ?? 0 };
}

function picture(topic: Topic, width: number): SVGElement {
  const { summary, link } = topic;
  const dots = skillDots(topic);
  const equal = combinationWord(summary, "equal");
  const { loss } = valueWords(summary);
  const money = moneyOf(topic);
  const most = Math.max(0.001, ...dots.map(({ worker }) => money.of(worker))) * 1.08;
  const log = (ratio: number): number => Math.log2(Math.min(WORST, Math.max(BEST, ratio)));
  const worst = Math.max(0.25, ...dots.map(({ ratio }) => log(ratio))) + 0.12;
  const best = Math.min(-0.25, ...dots.map(({ ratio }) => log(ratio))) - 0.12;
  const x = (ratio: number): number =>
    LEFT + ((worst - log(ratio)) / (worst - best)) * (width - LEFT - RIGHT);
  const y = (part: number): number => HEIGHT - BOTTOM - (part / most) * (HEIGHT - TOP - BOTTOM);
  const sets = Math.max(1, ...dots.map(({ worker }) => worker.score?.sets ?? 0));
  const rule = (x1: number, x2: number, y1: number, y2: number, kind: string): SVGElement =>
    svg("line", { x1, x2, y1, y2, class: kind });
  const across = ratios(best, worst).flatMap((ratio) => [
    rule(x(ratio), x(ratio), TOP, HEIGHT - BOTTOM, ratio === 1 ? "zero" : "gridline"),
    svg(
      "text",
      { x: x(ratio), y: HEIGHT - BOTTOM + 18, "text-anchor": "middle", class: "tick" },
      `${fixed(ratio, ratio < 1 && ratio !== 0.5 ? 2 : ratio % 1 === 0 ? 0 : 1)}×`,
    ),
  ]);
  const step = stepTo(most, 4);
  const up = Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
  const levels = up.flatMap((level) => [
    rule(LEFT, width - RIGHT, y(level), y(level), "gridline"),
    svg(
      "text",
      { x: LEFT - 8, y: y(level) + 4, "text-anchor": "end", class: "tick" },
      shareTick(level, step),
    ),
  ]);
  const marks = dots.map(({ worker, ratio }): Mark => {
    const radius = 3 + 6 * Math.sqrt((worker.score?.sets ?? 0) / sets);
    return {
      x: x(ratio),
      y: y(money.of(worker)),
      radius,
      kind: ratio < 1 ? "fill-weighted" : "fill-mean",
      href: link({ worker: worker.address }),
      label: `${worker.name}: ${fixed(ratio, 2)} times the ${equal}’s ${loss}, ${percent(money.of(worker))} of the ${money.what}`,
    };
  });
  const middle = TOP + (HEIGHT - TOP - BOTTOM) / 2;
  return svg(
    "svg",
    {
      ...{ width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, role: "group" },
      "aria-label": `Share of the ${money.what} against error, of ${dots.length} workers; arrow keys go from one to the next`,
    },
    ...levels,
    ...across,
    svg(
      "text",
      { transform: `translate(16 ${middle}) rotate(-90)`, "text-anchor": "middle", class: "tick" },
      `share of the ${money.what}`,
    ),
    svg(
      "text",
      { x: (LEFT + width - RIGHT) / 2, y: HEIGHT - 10, "text-anchor": "middle", class: "tick" },
      width < 600
        ? `error, times the ${equal}’s`
        : `${loss}, times the ${equal}’s (right is better)`,
    ),
    ...marks.map(markOf),
  );
}

function markOf({ x, y, radius, kind, href, label }: Mark): SVGElement {
  return svg(
    "a",
    { href, "aria-label": label, "data-tip": label, tabindex: -1 },
    svg("circle", { cx: x, cy: y, r: radius, class: `mark ${kind}` }),
  );
}

/** Powers of two (and halves between them where there is room) that lie on the axis. */
function ratios(best: number, worst: number): number[] {
  const step = worst - best > 2.5 ? 1 : 0.5;
  const first = Math.ceil(best / step);
  const count = Math.floor(worst / step) - first + 1;
  return Array.from({ length: count }, (_, i) => 2 ** ((first + i) * step));
}
