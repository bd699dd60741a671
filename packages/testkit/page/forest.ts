import { signedPercent } from "../src/report/text/numbers.js";
import { shareTick, stepTo } from "./axes.js";
import { svg } from "./dom.js";

/** A skill with its interval: one line of a forest plot. */
export interface ForestRow {
  readonly name: string;
  readonly skill: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** Whether it is more than chance, and which way. */
  readonly outcome: "better" | "worse" | "unsure";
  /** Set apart from the others, as what they come to. */
  readonly overall?: boolean;
  readonly href?: string;
}

/** Intervals that reach further are cut there, so that one wild topic does not flatten all others. */
const MAX_REACH = 1;
/** Pixels of an average letter, with some room. */
const LETTER = 8;
/** Room for the half of the last tick's text. */
const RIGHT = 32;
const COLOURS = { better: "good", worse: "bad", unsure: "weighted" } as const;

/** Pixels that a name takes above its line where there is no room for it on the left. */
const NAME_ROW = 16;

/** Skills as points with their intervals, zero being "as good as": `row` pixels each, with an axis in percent. */
export function forest(
  rows: readonly ForestRow[],
  describe: string,
  width: number,
  lineHeight: number,
  axis = "skill (right: weights better)",
): SVGElement {
  const longest = LETTER * Math.max(4, ...rows.map(({ name }) => name.length));
  const isTall = lineHeight > 30;
  const isAbove = isTall && longest > 0.4 * width;
  const left = 20 + (isAbove ? 0 : Math.min(0.4 * width, longest));
  const row = lineHeight + (isAbove ? NAME_ROW : 0);
  const wanted = rows.flatMap(({ skill, interval }) =>
    [skill, interval?.low, interval?.high].map((value) => Math.abs(value ?? 0)),
  );
  const reach = Math.min(MAX_REACH, Math.max(0.02, ...wanted));
  const cut = (value: number): number => Math.min(reach, Math.max(-reach, value));
  const x = (value: number): number =>
    left + ((cut(value) / reach + 1) / 2) * (width - left - RIGHT);
  const bottom = 10 + row * rows.length + 6;
  const step = stepTo(reach, 3);
  // In little room only every second tick is labelled.
  const count = Math.floor(reach / step);
  const labelled = width - left < 260 && count > 1 ? 2 : 1;
  const ticks = Array.from({ length: 2 * count + 1 }, (_, i) => (i - count) * step);
  const line = (x1: number, x2: number, y1: number, y2: number, kind: string): SVGElement =>
    svg("line", { x1, x2, y1, y2, class: kind });
  const words = (at: readonly [number, number], anchor: string, text: string, kind = "tick") =>
    svg("text", { x: at[0], y: at[1], "text-anchor": anchor, class: kind }, text);
  // A number whose mark is at the edge is moved inwards.
  const inside = (at: number, text: string): number => {
    const half = (LETTER * text.length) / 2;
    return Math.min(width - half, Math.max(half, at));
  };
  const marks = rows.flatMap(({ name, skill, interval, outcome, overall, href }, i) => {
    const top = 10 + row * i;
    const y = top + row - lineHeight / 2;
    const colour = COLOURS[outcome];
    // Hollow too, for those who see no colours.
    const mark = outcome === "unsure" ? `hollow stroke-${colour}` : `fill-${colour}`;
    const letters = Math.floor(((isAbove ? width : left) - 20) / LETTER);
    const shown = name.length > letters ? `${name.slice(0, letters - 1)}…` : name;
    const label = words(
      isAbove ? [10, top + 10] : [left - 10, y + 4],
      isAbove ? "start" : "end",
      shown,
      overall === true ? "tick strong bold" : "tick strong",
    );
    if (shown !== name) label.append(svg("title", {}, name));
    return [
      href === undefined ? label : svg("a", { href }, label),
      ...(overall === true ? [line(8, width - 8, top, top, "gridline")] : []),
      ...(interval === null
        ? []
        : [
            line(x(interval.low), x(interval.high), y, y, `whisker stroke-${colour}`),
            ...[interval.low, interval.high].flatMap((end) =>
              cut(end) === end
                ? [line(x(end), x(end), y - 5, y + 5, `whisker stroke-${colour}`)]
                : [],
            ),
          ]),
      ...(skill === null
        ? []
        : [
            overall === true
              ? svg("path", {
                  d: `M${x(skill) - 8} ${y}L${x(skill)} ${y - 7}L${x(skill) + 8} ${y}L${x(skill)} ${y + 7}Z`,
                  class: mark,
                })
              : svg("circle", {
                  cx: x(skill),
                  cy: y,
                  r: isTall ? 5.5 : 4,
                  class: mark,
                }),
            ...(isTall
              ? [
                  words(
                    [inside(x(skill), signedPercent(skill)), y - 11],
                    "middle",
                    signedPercent(skill),
                    "tick halo",
                  ),
                ]
              : []),
          ]),
    ];
  });
  const height = bottom + 46;
  return svg(
    "svg",
    {
      ...{ width, height, viewBox: `0 0 ${width} ${height}`, class: "forest" },
      role: rows.some(({ href }) => href !== undefined) ? "group" : "img",
      "aria-label": describe,
    },
    ...ticks.flatMap((tick, i) => [
      line(x(tick), x(tick), 10, bottom, tick === 0 ? "zero" : "gridline"),
      (i - count) % labelled === 0
        ? words([x(tick), bottom + 18], "middle", `${tick > 0 ? "+" : ""}${shareTick(tick, step)}`)
        : null,
    ]),
    ...marks,
    // Where names leave little room, the title may reach below them.
    width < 420
      ? words([width - 8, bottom + 38], "end", axis)
      : words([left + (width - left - RIGHT) / 2, bottom + 38], "middle", axis),
  );
}

export const FOREST_HEAD = ["name", "skill", "low", "high"];

/** The numbers of a forest plot, a row each. */
export function forestRows(rows: readonly ForestRow[]): (string | number | null)[][] {
  return rows.map(({ name, skill, interval }) => [
    ...[name, skill],
    ...[interval?.low ?? null, interval?.high ?? null],
  ]);
}

/** What a forest plot shows, in one sentence. */
export function forestWords(rows: readonly ForestRow[]): string {
  return rows
    .map(({ name, skill, interval }) => {
      const range =
        interval === null
          ? ""
          : `, 95% interval ${signedPercent(interval.low)} to ${signedPercent(interval.high)}`;
      return `${name} ${signedPercent(skill)}${range}`;
    })
    .join("; ");
}
