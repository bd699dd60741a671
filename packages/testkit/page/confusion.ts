import { count } from "../src/report/text/numbers.js";
import { h, svg } from "./dom.js";
import { figure } from "./figure.js";
import { pictureSource, responsive } from "./responsive.js";
import { dataTable } from "./table.js";
import type { Topic } from "./topic.js";

/** More classes than this make no matrix that can be read. */
const MAX_CLASSES = 20;
/** Pixels of an average letter, with some room. */
const LETTER = 8;
/** The darkest shade that text can still be read on. */
const MAX_SHADE = 0.45;

interface Matrix {
  readonly classes: readonly string[];
  readonly sets: (came: string, called: string) => number;
}

/** Which class came and which one the weighted combination called; null where values are not classes. */
export function confusionFigure({ confusion, summary }: Topic): HTMLElement | null {
  const classes = (summary.classes ?? []).map(({ label }) => label);
  if (confusion.length === 0 || classes.length > MAX_CLASSES) return null;
  const sets = (came: string, called: string): number =>
    confusion.find((cell) => cell.came === came && cell.called === called)?.sets ?? 0;
  const table = dataTable<string>(
    "Sets by the class that occurred (rows) and the one that was called (columns)",
    [
      { head: "occurred", cell: (came) => came },
      ...classes.map((called) => ({
        head: called,
        number: true,
        cell: (came: string) => {
          const text = count(sets(came, called));
          return came === called ? h("strong", {}, text) : text;
        },
      })),
    ],
    classes,
    { column: 99, descending: false },
  );
  const plot = responsive(560, { least: 260, most: 560 }, (width) =>
    picture({ classes, sets }, width),
  );
  return figure(
    "Confusion matrix",
    "The class that occurred (rows) and the one that the weighted combination called (columns), in sets. The darker a cell, the larger its part of its row; right calls are on the diagonal.",
    pictureSource(
      plot,
      ["occurred", "called", "sets"],
      classes.flatMap((came) => classes.map((called) => [came, called, sets(came, called)])),
    ),
    h(
      "div",
      { class: "card classes confusion" },
      plot,
      h("details", {}, h("summary", {}, "Numbers as a table"), table.element),
    ),
  );
}

function picture({ classes, sets }: Matrix, width: number): SVGElement {
  const longest = LETTER * Math.max(4, ...classes.map((label) => label.length));
  const left = 44 + Math.min(0.3 * width, longest);
  const cell = (width - left - 8) / classes.length;
  const row = Math.min(56, Math.max(24, cell));
  const bottom = 8 + row * classes.length;
  const fitting = (label: string, room: number): string => {
    const letters = Math.max(1, Math.floor(room / LETTER));
    return label.length > letters ? `${label.slice(0, Math.max(1, letters - 1))}…` : label;
  };
  const text = (x: number, y: number, anchor: string, words: string, kind = "tick strong") =>
    svg("text", { x, y, "text-anchor": anchor, class: kind }, words);
  const cells = classes.flatMap((came, i) => {
    const whole = classes.reduce((sum, called) => sum + sets(came, called), 0);
    return classes.flatMap((called, j) => {
      const [x, y, value] = [left + j * cell, 8 + i * row, sets(came, called)];
      const shade = whole === 0 ? 0 : (MAX_SHADE * value) / whole;
      return [
        svg("rect", {
          ...{ x: x + 1, y: y + 1, width: cell - 2, height: row - 2, rx: 3 },
          ...{ class: "fill-weighted", "fill-opacity": (0.04 + shade).toFixed(3) },
        }),
        text(
          ...([x + cell / 2, y + row / 2 + 4, "middle", count(value)] as const),
          came === called ? "tick strong bold" : "tick strong",
        ),
      ];
    });
  });
  const height = bottom + 52;
  return svg(
    "svg",
    {
      ...{ width, height, viewBox: `0 0 ${width} ${height}`, role: "img" },
      "aria-label":
        "Sets by the class that occurred and the class that was called; the table below has the numbers",
    },
    ...cells,
    ...classes.flatMap((label, i) => [
      text(left - 10, 8 + i * row + row / 2 + 4, "end", fitting(label, left - 44)),
      text(left + (i + 0.5) * cell, bottom + 20, "middle", fitting(label, cell - 4)),
    ]),
    text(left + (width - left - 8) / 2, bottom + 42, "middle", "class that was called", "tick"),
    svg(
      "text",
      {
        transform: `translate(14 ${8 + (bottom - 8) / 2}) rotate(-90)`,
        ...{ "text-anchor": "middle", class: "tick" },
      },
      "class that occurred",
    ),
  );
}
