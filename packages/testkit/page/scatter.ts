import { fixed, percent } from "../src/report/text/numbers.js";
import { combinationWord, valueWords } from "../src/kinds/kinds.js";
import { svg } from "./dom.js";
import { share } from "./format.js";
import type { Topic, Worker } from "./topic.js";

const HEIGHT = 340;
const [LEFT, RIGHT, TOP, BOTTOM] = [64, 20, 14, 48];
/** Losses as a fraction of equal weights', on a logarithmic scale; beyond these they are drawn at the edge. */
const [BEST, WORST] = [1 / 16, 16];

/** Money (or weight) against error relative to the equal mean's, one dot a worker; right is better. */
export function skillScatter({ workers, summary, link }: Topic): SVGElement {
  // As wide as it is shown, so that its texts keep their size on a telephone.
  const width = Math.min(900, Math.max(360, document.documentElement.clientWidth - 40));
  const dots = workers.flatMap((worker) => {
    const skill = worker.score?.skill ?? null;
    return skill === null ? [] : [{ worker, ratio: 1 - skill }];
  });
  const equal = combinationWord(summary, "equal");
  const { loss } = valueWords(summary);
  const what = summary.rewards === null ? "weight" : "rewards";
  const money = ({ score, meanShare }: Worker): number =>
    summary.rewards === null ? meanShare : (score?.rewardShare ?? 0);
  const most = Math.max(0.001, ...dots.map(({ worker }) => money(worker))) * 1.08;
  const log = (ratio: number): number => Math.log2(Math.min(WORST, Math.max(BEST, ratio)));
  const worst = Math.max(0.25, ...dots.map(({ ratio }) => log(ratio))) + 0.12;
  const best = Math.min(-0.25, ...dots.map(({ ratio }) => log(ratio))) - 0.12;
  const x = (ratio: number): number =>
    LEFT + ((worst - log(ratio)) / (worst - best)) * (width - LEFT - RIGHT);
  const y = (part: number): number => HEIGHT - BOTTOM - (part / most) * (HEIGHT - TOP - BOTTOM);
  const sets = Math.max(1, ...dots.map(({ worker }) => worker.score?.sets ?? 0));
  const text = (at: readonly [number, number], anchor: string, content: string): SVGElement =>
    svg("text", { x: at[0], y: at[1], "text-anchor": anchor, class: "tick" }, content);
  const rule = (x1: number, x2: number, y1: number, y2: number, kind: string): SVGElement =>
    svg("line", { x1, x2, y1, y2, class: kind });
  const ticks = ratios(best, worst).flatMap((ratio) => [
    rule(x(ratio), x(ratio), TOP, HEIGHT - BOTTOM, ratio === 1 ? "zero" : "gridline"),
    text(
      [x(ratio), HEIGHT - BOTTOM + 18],
      "middle",
      `${fixed(ratio, ratio < 1 && ratio !== 0.5 ? 2 : ratio % 1 === 0 ? 0 : 1)}×`,
    ),
  ]);
  const levels = steps(most, 4).flatMap((level) => [
    rule(LEFT, width - RIGHT, y(level), y(level), "gridline"),
    text([LEFT - 8, y(level) + 4], "end", share(level)),
  ]);
  const points = dots.map(({ worker, ratio }) => {
    const radius = 3 + 6 * Math.sqrt((worker.score?.sets ?? 0) / sets);
    const kind = ratio < 1 ? "mark fill-weighted" : "mark fill-mean";
    const label = `${worker.name}: ${fixed(ratio, 2)} times the ${equal}’s ${loss}, ${percent(money(worker))} of the ${what}`;
    const open = (): void => {
      location.hash = link({ worker: worker.address });
    };
    return svg(
      "circle",
      { cx: x(ratio), cy: y(money(worker)), r: radius, class: kind, onclick: open },
      svg("title", {}, label),
    );
  });
  return svg(
    "svg",
    {
      viewBox: `0 0 ${width} ${HEIGHT}`,
      class: "scatter",
      role: "img",
      "aria-label": `Share of the ${what} against error, of ${dots.length} workers; the table below has the numbers`,
    },
    ...levels,
    ...ticks,
    text([LEFT + 8, TOP + 6], "start", `↑ share of the ${what}`),
    text(
      [width - RIGHT, HEIGHT - 8],
      "end",
      width < 600 ? "better →" : `${loss} relative to the ${equal}’s: better →`,
    ),
    ...points,
  );
}

/** Powers of two (and halves between them where there is room) that lie on the axis. */
function ratios(best: number, worst: number): number[] {
  const step = worst - best > 2.5 ? 1 : 0.5;
  const first = Math.ceil(best / step);
  const count = Math.floor(worst / step) - first + 1;
  return Array.from({ length: count }, (_, i) => 2 ** ((first + i) * step));
}

/** Round numbers from 0 to `most`, about `count` of them. */
function steps(most: number, count: number): number[] {
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? rough;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
}
