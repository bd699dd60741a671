import { at } from "../src/numbers/column.js";
import { row } from "../src/report/csv/csv-text.js";
import { utcTime } from "../src/report/text/utc.js";
import { isWhole, numberTick, shareTick, stepTo, timeTicks } from "./axes.js";
import type { ChartSpec } from "./chart-spec.js";
import { svg } from "./dom.js";
import { paperColours } from "./export.js";
import { share } from "./format.js";
import type { Line } from "./line.js";

const WIDTH = 900;
/** On the right there is room for the half of a date at the end of the axis. */
const [LEFT, RIGHT, BOTTOM, KEY_ROW] = [84, 40, 56, 20];

/** What of a chart is seen. */
export interface Extent {
  readonly times: readonly [number, number];
  readonly values: readonly [number, number];
  readonly shown: readonly boolean[];
}

/** A line chart as a vector picture for white paper: axes with titles, a key, and the lines that are shown. */
export function chartSvg(spec: ChartSpec, { times, values, shown }: Extent): SVGElement {
  const lines = spec.lines.filter((_, i) => shown[i] === true);
  const named = lines.filter(({ quiet }) => quiet !== true);
  const colours = paperColours(["ink", "grid", ...lines.map((line) => line.colour)]);
  const paint = (name: string): string => colours.get(name) ?? "#000";
  const keys = keyPlaces(named);
  const top = 12 + KEY_ROW * keys.rows;
  const bottom = top + (spec.height ?? 320) - 60;
  const [x, y] = [scale(times, LEFT, WIDTH - RIGHT), scale(values, bottom, top)];
  const step = stepTo(values[1] - values[0], 5, isWhole(spec.lines) ? 1 : 0);
  const first = Math.ceil(values[0] / step - 1e-9);
  const last = Math.floor(values[1] / step + 1e-9);
  const levels = Array.from(
    { length: Math.max(0, last - first + 1) },
    (_, i) => (first + i) * step,
  );
  const label = spec.format === share ? shareTick : numberTick;
  const text = (attributes: Record<string, string | number>, content: string): SVGElement =>
    svg("text", { "font-size": 12, fill: paint("ink"), ...attributes }, content);
  const rule = (x1: number, y1: number, x2: number, y2: number): SVGElement =>
    svg("line", { x1, y1, x2, y2, stroke: paint("grid") });
  const height = bottom + BOTTOM;
  return svg(
    "svg",
    {
      ...{ width: WIDTH, height, viewBox: `0 0 ${WIDTH} ${height}` },
      "font-family": "system-ui, sans-serif",
    },
    svg("title", {}, spec.describe),
    ...levels.flatMap((level) => [
      rule(LEFT, y(level), WIDTH - RIGHT, y(level)),
      text({ x: LEFT - 8, y: y(level) + 4, "text-anchor": "end" }, label(level, step)),
    ]),
    ...timeTicks(times, 7).flatMap(({ time, label: when }) => [
      rule(x(time), top, x(time), bottom),
      text({ x: x(time), y: bottom + 18, "text-anchor": "middle" }, when),
    ]),
    text({ x: (LEFT + WIDTH - RIGHT) / 2, y: height - 10, "text-anchor": "middle" }, "time (UTC)"),
    text(
      {
        transform: `translate(18 ${(top + bottom) / 2}) rotate(-90)`,
        "text-anchor": "middle",
      },
      spec.title ?? "",
    ),
    ...named.flatMap((line, i) => {
      const [left = 0, row = 0] = keys.places[i] ?? [];
      const middle = 12 + KEY_ROW * row;
      return [
        svg("line", {
          ...{ x1: left, x2: left + 20, y1: middle, y2: middle, stroke: paint(line.colour) },
          "stroke-width": line.fill === true ? 8 : 2,
          "stroke-dasharray": line.dash?.join(" ") ?? null,
        }),
        text({ x: left + 26, y: middle + 4 }, line.label),
      ];
    }),
    ...lines.flatMap((line) => drawn(line, spec, { x, y, times }, paint(line.colour))),
  );
}

/** Times and values of a chart as CSV, all lines in full. */
export function chartCsv({ times, lines }: ChartSpec): string {
  const rows = Array.from(times, (time, i) =>
    row([utcTime(time), ...lines.map(({ values, shownValues }) => at(shownValues ?? values, i))]),
  );
  return row(["time", ...lines.map(({ label }) => label)]) + rows.join("");
}

function scale([low, high]: readonly [number, number], from: number, to: number) {
  const span = high - low || 1;
  return (value: number): number => {
    const place = from + ((value - low) / span) * (to - from);
    return Math.round(place * 100) / 100;
  };
}

/** Left ends and rows of a key's entries, broken into rows by their lengths. */
function keyPlaces(lines: readonly Line[]): { places: [number, number][]; rows: number } {
  let [left, row] = [LEFT, 0];
  const places = lines.map(({ label }): [number, number] => {
    const width = 44 + 7 * label.length;
    if (left > LEFT && left + width > WIDTH) [left, row] = [LEFT, row + 1];
    const place: [number, number] = [left, row];
    left += width;
    return place;
  });
  return { places, rows: row + 1 };
}

interface Places {
  readonly x: (time: number) => number;
  readonly y: (value: number) => number;
  readonly times: readonly [number, number];
}

function drawn(line: Line, spec: ChartSpec, places: Places, paint: string): SVGElement[] {
  const { width = 1.5, points, fill, quiet, dash } = line;
  const parts = stretches(line, spec, places);
  const faint = quiet === true ? { opacity: 0.28 } : {};
  const base = places.y(0);
  const paths = parts.map((part) => {
    const path = part.map(([x, y]) => `${x} ${y}`).join("L");
    if (fill !== true) {
      return svg("path", {
        ...{ d: `M${path}`, fill: "none", stroke: paint, "stroke-width": width, ...faint },
        "stroke-dasharray": dash?.join(" ") ?? null,
      });
    }
    const [start, end] = [part[0]?.[0] ?? 0, part[part.length - 1]?.[0] ?? 0];
    return svg("path", { d: `M${start} ${base}L${path}L${end} ${base}Z`, fill: paint });
  });
  const dots =
    points === true
      ? parts.flat().map(([cx, cy]) => svg("circle", { cx, cy, r: 2.5, fill: paint }))
      : [];
  return [...(width > 0 ? paths : []), ...dots];
}

/** The line's points within the time that is seen, broken where a value is missing or times are far apart; steps with their corners. */
function stretches(
  { values, step }: Line,
  { times, apart = Infinity }: ChartSpec,
  { x, y, times: [from, to] }: Places,
): [number, number][][] {
  const parts: [number, number][][] = [];
  let part: [number, number][] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < times.length; i += 1) {
    const [time, value] = [at(times, i), at(values, i)];
    if (time < from || time > to) continue;
    if (Number.isNaN(value) || time - before > apart) {
      if (part.length > 0) parts.push(part);
      part = [];
    }
    if (Number.isNaN(value)) continue;
    const last = part[part.length - 1];
    if (step === true && last !== undefined) part.push([x(time), last[1]]);
    part.push([x(time), y(value)]);
    before = time;
  }
  if (part.length > 0) parts.push(part);
  return parts;
}
