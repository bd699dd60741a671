import { haltWords } from "../src/report/halt-words.js";
import { h } from "./dom.js";
import { section } from "./figure.js";
import type { Topic } from "./topic.js";

/** Logic that halts a chain comes before everything else; null when it does not. */
export function haltSection({ summary }: Topic): HTMLElement | null {
  if (summary.halt === null) return null;
  const { when, code, cause, weights, help } = haltWords(summary.halt);
  return section(
    "halt",
    "The chain halts",
    h("p", { class: "lead" }, h("strong", { class: "bad" }, `The chain halts ${when}`)),
    h("p", {}, h("b", {}, code), ` ${cause}`),
    weights.length === 0
      ? null
      : h("ul", { class: "note" }, ...weights.map((text) => h("li", {}, text))),
    h("p", { class: "note" }, `${help}.`),
  );
}
