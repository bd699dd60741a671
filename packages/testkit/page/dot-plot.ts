import { numberTick, stepTo } from "./axes.js";
import { svg } from "./dom.js";

/** A number on a common scale. */
export interface DotRow {
  readonly name: string;
  readonly value: number;
  /** How the number is written next to its dot. */
  readonly text: string;
  /** Name of its colour. */
  readonly colour: string;
  /** Drawn as a hollow diamond: not one of those that are compared, but what they are compared with. */
  readonly isReference: boolean;
}

const ROW = 30;
const LETTER = 8;

/** Numbers as dots on one scale, a row each. @param axis What they are, with their unit. */
export function dotPlot(
  rows: readonly DotRow[],
  describe: string,
  axis: string,
  width: number,
): SVGElement {
  const left =
    20 + Math.min(0.48 * width, LETTER * Math.max(4, ...rows.map(({ name }) => name.length)));
  const right = 64;
  const values = rows.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = Math.max(most - least, Math.abs(most) * 0.01, 1e-12) * 0.06;
  const [from, to] = [least - room, most + room];
  const x = (value: number): number =>
    left + ((value - from) / (to - from)) * (width - left - right);
  const bottom = 8 + ROW * rows.length;
  const step = stepTo(to - from, width < 600 ? 3 : 6);
  const ticks = [];
  for (let n = Math.ceil(from / step); n * step <= to; n += 1) ticks.push(n * step);
  const letters = Math.floor((left - 20) / LETTER);
  return svg(
    "svg",
    {
      ...{ width, height: bottom + 48, viewBox: `0 0 ${width} ${bottom + 48}` },
      ...{ role: "img", "aria-label": describe, class: "dots" },
    },
    ...ticks.flatMap((tick) => [
      svg("line", { x1: x(tick), x2: x(tick), y1: 8, y2: bottom, class: "gridline" }),
      svg(
        "text",
        { x: x(tick), y: bottom + 18, "text-anchor": "middle", class: "tick" },
        numberTick(tick, step),
      ),
    ]),
    ...rows.flatMap(({ name, value, text, colour, isReference }, i) => {
      const y = 8 + ROW * i + ROW / 2;
      const shown = name.length > letters ? `${name.slice(0, letters - 1)}…` : name;
      const label = svg(
        "text",
        {
          ...{ x: left - 10, y: y + 4, "text-anchor": "end" },
          class: isReference ? "tick" : "tick strong",
        },
        shown,
      );
      if (shown !== name) label.append(svg("title", {}, name));
      return [
        label,
        svg("line", { x1: left, x2: x(value), y1: y, y2: y, class: "gridline" }),
        isReference
          ? svg("path", {
              d: `M${x(value) - 6} ${y}L${x(value)} ${y - 6}L${x(value) + 6} ${y}L${x(value)} ${y + 6}Z`,
              class: `hollow stroke-${colour}`,
            })
          : svg("circle", { cx: x(value), cy: y, r: 5.5, class: `fill-${colour}` }),
        svg("text", { x: x(value) + 12, y: y + 4, class: "tick" }, text),
      ];
    }),
    // Where the scale is narrower than its words, these end at the picture's edge.
    svg(
      "text",
      width - left - right < LETTER * axis.length
        ? { x: width - 8, y: bottom + 40, "text-anchor": "end", class: "tick" }
        : {
            ...{ x: left + (width - left - right) / 2, y: bottom + 40 },
            ...{ "text-anchor": "middle", class: "tick" },
          },
      axis,
    ),
  );
}
