import type { ChartView } from "./chart.js";
import { h } from "./dom.js";
import { drawInSight } from "./sight.js";
import { themeButton, watchTheme } from "./theme.js";

export interface LabPage {
  /** What kind of page it is, in small letters above the title. */
  readonly eyebrow: string;
  readonly title: string;
  readonly about: string;
  /** Sections by the words that lead to them; null leaves one out. */
  readonly sections: readonly (readonly [name: string, section: HTMLElement | null])[];
  readonly charts: readonly ChartView[];
  /** Next to the eyebrow. */
  readonly chooser?: HTMLElement | null;
}

/** Puts a page of the lab into an element; returns what takes its charts away. */
export function showLabPage(
  main: HTMLElement,
  { eyebrow, title, about, sections, charts, chooser = null }: LabPage,
): () => void {
  const there = sections.flatMap(([name, section]) =>
    section === null ? [] : [{ name, section }],
  );
  main.replaceChildren(
    h(
      "header",
      {},
      h("div", { class: "top" }, h("p", { class: "eyebrow" }, eyebrow), chooser, themeButton()),
      h("h1", {}, title),
      h("p", { class: "sub" }, about),
    ),
    h(
      "nav",
      { "aria-label": "Sections" },
      h(
        "ul",
        {},
        ...there.map(({ name, section }) => h("li", {}, h("a", { href: `#${section.id}` }, name))),
      ),
    ),
    ...there.map(({ section }) => section),
  );
  const end = drawInSight(charts);
  return () => {
    end();
    for (const chart of charts) chart.destroy();
  };
}

/** The page's main element, with a link for those who do not want to pass all that stands before the result. */
export function labMain(element: HTMLElement): HTMLElement {
  watchTheme();
  const main = h("main", { id: "main" });
  element.append(h("a", { class: "skip", href: "#result" }, "Skip to the result"), main);
  addEventListener("hashchange", () => {
    const section = document.getElementById(location.hash.slice(1));
    section?.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  });
  return main;
}
