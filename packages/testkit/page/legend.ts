import { at } from "../src/numbers/column.js";
import type { Line } from "./line.js";
import { h, svg } from "./dom.js";

export interface Legend {
  readonly element: HTMLElement;
  /** Shows the values at an index; returns them as one sentence. */
  describe(index: number, when: string): string;
}

/** A chart's lines with their values at the cursor; each is a button that hides or shows its line. */
export function legend(
  lines: readonly Line[],
  format: (value: number) => string,
  toggle: (index: number) => boolean,
): Legend {
  const when = h("span", { class: "when" });
  const values = lines.map(() => h("output", {}));
  const items = lines.map((line, i) => {
    const button = h(
      "button",
      {
        type: "button",
        class: "key",
        "aria-pressed": line.hidden === true ? "false" : "true",
        title: `Hide or show ${line.label}`,
        onclick: () => {
          button.setAttribute("aria-pressed", String(toggle(i)));
        },
      },
      swatch(line),
      h("span", { class: "label" }, line.label),
      values[i] ?? null,
    );
    return h("li", {}, button);
  });
  const element = h("div", { class: "legend" }, when, h("ul", {}, ...items));
  return {
    element,
    describe(index, time) {
      when.textContent = time;
      const readings = lines.map((line, i) => {
        const value = at(line.shownValues ?? line.values, index);
        const text = Number.isNaN(value) ? "–" : format(value);
        const output = values[i];
        if (output !== undefined) output.textContent = text;
        return `${line.label} ${text}`;
      });
      return `${time}: ${readings.slice(0, 12).join(", ")}`;
    },
  };
}

/** A piece of the line as it is drawn, so that dashes distinguish lines where colours cannot. */
function swatch({ colour, dash, fill, width = 1.5 }: Line): SVGElement {
  const mark =
    fill === true
      ? svg("rect", { x: 0, y: 2, width: 18, height: 8, rx: 1.5, class: `fill-${colour}` })
      : svg("line", {
          x1: 0,
          x2: 18,
          y1: 6,
          y2: 6,
          class: `stroke-${colour}`,
          "stroke-width": Math.max(2, width),
          "stroke-dasharray": dash === undefined ? null : dash.map((n) => n / 1.5).join(" "),
        });
  return svg("svg", { width: 18, height: 12, viewBox: "0 0 18 12", "aria-hidden": "true" }, mark);
}
