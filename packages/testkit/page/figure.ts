import { freshId, h } from "./dom.js";

let figures = 0;

/** A numbered figure with its caption below. */
export function figure(
  title: string,
  note: string,
  ...content: readonly (Node | null)[]
): HTMLElement {
  figures += 1;
  const id = freshId("figure");
  return h(
    "figure",
    { "aria-labelledby": id },
    ...content,
    h("figcaption", { id }, h("b", {}, `Figure ${figures}. ${title}. `), note),
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
