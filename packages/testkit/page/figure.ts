import { copyButton } from "./copy.js";
import { freshId, h } from "./dom.js";
import { exportButtons, type FigureSource } from "./export.js";

let figures = 0;

/** A numbered figure with its caption below, and buttons that save it and copy the caption. */
export function figure(
  title: string,
  note: string,
  source: FigureSource,
  ...content: readonly (Node | null)[]
): HTMLElement {
  figures += 1;
  const name = `Figure ${figures}`;
  const id = freshId("figure");
  const caption = h("figcaption", { id }, h("b", {}, `${name}. ${title}. `), note);
  const file = `${name} ${title}`.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return h(
    "figure",
    { "aria-labelledby": id },
    ...content,
    caption,
    h(
      "div",
      { class: "exports" },
      ...exportButtons(name, file, source),
      copyButton(`Copy the caption of ${name}`, () => caption.textContent, caption, "Caption"),
    ),
  );
}

/** Figures count from 1 again, for the next topic. */
export function restartFigures(): void {
  figures = 0;
}

/** A section with a heading that can be linked to and focused. */
export function section(
  id: string,
  title: string,
  ...content: readonly (Node | null)[]
): HTMLElement {
  return h(
    "section",
    { id, "aria-labelledby": `${id}-title` },
    h("h2", { id: `${id}-title`, tabindex: -1 }, title),
    ...content,
  );
}

/** Further sentences that a reader must know; null when there are none. */
export function findings(sentences: readonly string[]): HTMLElement | null {
  if (sentences.length === 0) return null;
  return h(
    "ul",
    { class: "note" },
    ...sentences.map((text) => h("li", {}, `${text.charAt(0).toUpperCase()}${text.slice(1)}.`)),
  );
}
