import type { Calibration } from "../src/metrics/folds/calibration.js";
import { fixed, percent } from "../src/report/text/numbers.js";
import { h, svg } from "./dom.js";
import { figure } from "./figure.js";
import { share } from "./format.js";
import { dataTable } from "./table.js";
import type { Topic } from "./topic.js";

const SIZE = 360;
const [LEFT, RIGHT, TOP, BOTTOM] = [56, 24, 12, 44];
const x = (part: number): number => LEFT + part * (SIZE - LEFT - RIGHT);
const y = (part: number): number => SIZE - BOTTOM - part * (SIZE - TOP - BOTTOM);

/** Whether events happened as often as inferred; null where values are not probabilities. */
export function calibrationFigure({ summary }: Topic): HTMLElement | null {
  const { calibration } = summary;
  if (calibration === null) return null;
  const { weighted, equal } = calibration;
  const rows = [
    ...weighted.bins.map((bin) => ({ name: "weighted", ...bin })),
    ...equal.bins.map((bin) => ({ name: "equal mean", ...bin })),
  ];
  const table = dataTable(
    "Calibration by tenths",
    [
      { head: "combination", cell: ({ name }) => name },
      { head: "predicted", cell: ({ from, to }) => `${share(from)} to ${share(to)}` },
      { head: "sets", number: true, cell: ({ sets }) => fixed(sets, 0) },
      { head: "mean predicted", number: true, cell: ({ probability }) => percent(probability) },
      { head: "happened", number: true, cell: ({ happened }) => percent(happened) },
      {
        head: "95% interval",
        number: true,
        cell: ({ interval: [low, high] }) => `${percent(low)} to ${percent(high)}`,
      },
    ],
    rows,
    { column: 99, descending: false },
  );
  const parts = (name: string, { reliability, resolution, uncertainty }: Calibration): string =>
    `${name}: reliability ${fixed(reliability, 4)}, resolution ${fixed(resolution, 4)}, uncertainty ${fixed(uncertainty, 4)}`;
  return figure(
    "Calibration",
    "How often the event happened (up) against its predicted probability (across), by tenths, with 95% intervals that allow for dependence; on the " +
      `diagonal both agree. Blue is the weighted combination, orange the equal mean; dots are larger the more sets they stand for. Murphy’s parts of the Brier score, ${parts("weighted", weighted)}; ` +
      `${parts("equal mean", equal)}: reliability is best at 0, resolution the more the better.`,
    h(
      "div",
      { class: "card calibration" },
      picture(weighted, equal),
      h("details", {}, h("summary", {}, "Values by tenth"), table.element),
    ),
  );
}

function picture(weighted: Calibration, equal: Calibration): SVGElement {
  const ticks = [0, 0.25, 0.5, 0.75, 1].flatMap((part) => [
    svg("line", { x1: x(part), x2: x(part), y1: y(0), y2: y(1), class: "gridline" }),
    svg("line", { x1: x(0), x2: x(1), y1: y(part), y2: y(part), class: "gridline" }),
    svg("text", { x: x(part), y: y(0) + 18, "text-anchor": "middle", class: "tick" }, share(part)),
    svg("text", { x: x(0) - 8, y: y(part) + 4, "text-anchor": "end", class: "tick" }, share(part)),
  ]);
  return svg(
    "svg",
    {
      viewBox: `0 0 ${SIZE} ${SIZE}`,
      role: "img",
      "aria-label":
        "How often the event happened against its predicted probability; the table below has the numbers",
    },
    ...ticks,
    svg("line", { x1: x(0), y1: y(0), x2: x(1), y2: y(1), class: "zero" }),
    ...dots(equal, "mean"),
    ...dots(weighted, "weighted"),
    svg(
      "text",
      { x: x(0.5), y: SIZE - 6, "text-anchor": "middle", class: "tick" },
      "predicted probability",
    ),
    svg("text", { x: x(0) + 6, y: y(1) + 12, class: "tick" }, "↑ happened"),
  );
}

function dots({ bins }: Calibration, kind: string): SVGElement[] {
  const most = Math.max(...bins.map(({ sets }) => sets));
  return bins.flatMap(({ probability, happened, interval: [low, high], sets }) => [
    svg("line", {
      x1: x(probability),
      x2: x(probability),
      y1: y(low),
      y2: y(high),
      class: `stroke-${kind} faint`,
    }),
    svg("circle", {
      cx: x(probability),
      cy: y(happened),
      r: 2.5 + 4.5 * Math.sqrt(sets / most),
      class: `fill-${kind}`,
    }),
  ]);
}
