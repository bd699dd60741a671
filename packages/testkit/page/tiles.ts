import { h } from "./dom.js";

/** A number that stands for itself. */
export interface Tile {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
  readonly bad?: boolean;
}

export function tiles(all: readonly Tile[]): HTMLElement {
  return h(
    "dl",
    { class: "tiles" },
    ...all.map(({ label, value, note, bad }) =>
      h(
        "div",
        { class: "tile" },
        h("dt", {}, label),
        h(
          "dd",
          { class: bad === true ? "bad" : null },
          value,
          note === undefined ? null : h("small", {}, note),
        ),
      ),
    ),
  );
}
