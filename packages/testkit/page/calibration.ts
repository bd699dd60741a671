import type { Calibration } from "../src/metrics/folds/calibration.js";
import { fixed, percent } from "../src/report/text/numbers.js";
import { h, svg } from "./dom.js";
import { figure } from "./figure.js";
import { share } from "./format.js";
import { pictureSource, responsive } from "./responsive.js";
import { dataTable } from "./table.js";
import type { Topic } from "./topic.js";

const [LEFT, RIGHT, TOP, BOTTOM] = [72, 24, 12, 48];

/** Places of probabilities in a square of this size. */
interface Scale {
  readonly x: (part: number) => number;
  readonly y: (part: number) => number;
}

function scaleOf(size: number): Scale {
  return {
    x: (part) => LEFT + part * (size - LEFT - RIGHT),
    y: (part) => size - BOTTOM - part * (size - TOP - BOTTOM),
  };
}

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
  const plot = responsive(420, { least: 260, most: 420 }, (size) => picture(weighted, equal, size));
  return figure(
    "Calibration",
    "How often the event happened (up) against its predicted probability (across), by tenths, with 95% intervals that allow for dependence; on the " +
      `diagonal both agree. Blue is the weighted combination, orange the equal mean; dots are larger the more sets they stand for. Murphy’s parts of the Brier score, ${parts("weighted", weighted)}; ` +
      `${parts("equal mean", equal)}: reliability is best at 0, resolution the more the better.`,
    pictureSource(
      plot,
      ["combination", "from", "to", "sets", "predicted", "happened", "low", "high"],
      rows.map(({ name, from, to, sets, probability, happened, interval: [low, high] }) => [
        ...[name, from, to, sets, probability, happened, low, high],
      ]),
    ),
    h(
      "div",
      { class: "card calibration" },
      plot,
      h("details", {}, h("summary", {}, "Values by tenth"), table.element),
    ),
  );
}

function picture(weighted: Calibration, equal: Calibration, size: number): SVGElement {
  const scale = scaleOf(size);
  const { x, y } = scale;
  const ticks = [0, 0.25, 0.5, 0.75, 1].flatMap((part) => [
    svg("line", { x1: x(part), x2: x(part), y1: y(0), y2: y(1), class: "gridline" }),
    svg("line", { x1: x(0), x2: x(1), y1: y(part), y2: y(part), class: "gridline" }),
    svg("text", { x: x(part), y: y(0) + 18, "text-anchor": "middle", class: "tick" }, share(part)),
    svg("text", { x: x(0) - 8, y: y(part) + 4, "text-anchor": "end", class: "tick" }, share(part)),
  ]);
  return svg(
    "svg",
    {
      ...{ width: size, height: size, viewBox: `0 0 ${size} ${size}`, role: "img" },
      "aria-label":
        "How often the event happened against its predicted probability; the table below has the numbers",
    },
    ...ticks,
    svg("line", { x1: x(0), y1: y(0), x2: x(1), y2: y(1), class: "zero" }),
    ...dots(equal, "mean", scale),
    ...dots(weighted, "weighted", scale),
    svg(
      "text",
      { x: x(0.5), y: size - 8, "text-anchor": "middle", class: "tick" },
      "predicted probability",
    ),
    svg(
      "text",
      { transform: `translate(16 ${y(0.5)}) rotate(-90)`, "text-anchor": "middle", class: "tick" },
      "share that happened",
    ),
  );
}

function dots({ bins }: Calibration, kind: string, { x, y }: Scale): SVGElement[] {
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
