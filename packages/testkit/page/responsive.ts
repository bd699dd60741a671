import { row } from "../src/report/csv/csv-text.js";
import { h } from "./dom.js";
import { type FigureSource, standalone } from "./export.js";
import { onWidth } from "./fit.js";

/** A picture that is drawn as wide as it is shown, so that its texts keep their size, and again when that changes. */
export function responsive(
  first: number,
  limits: { readonly least: number; readonly most: number },
  draw: (width: number) => SVGElement,
): HTMLElement {
  const element = h("div", { class: "picture" });
  let drawn = 0;
  const fit = (available: number): void => {
    const width = Math.round(Math.min(limits.most, Math.max(limits.least, available)));
    if (width === drawn) return;
    drawn = width;
    element.replaceChildren(draw(width));
  };
  fit(first);
  onWidth(element, () => {
    if (element.clientWidth > 0) fit(element.clientWidth);
  });
  return element;
}

/** A picture as files: as it is drawn now, and its numbers. */
export function pictureSource(
  element: HTMLElement,
  head: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): FigureSource {
  return {
    svg: () => {
      const picture = element.querySelector("svg");
      if (picture === null) throw new Error("no picture");
      return standalone(picture);
    },
    csv: () => [head, ...rows].map(row).join(""),
  };
}
