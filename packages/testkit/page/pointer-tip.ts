import { h } from "./dom.js";

/** A mark of a plot that can be pointed at and followed. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Class of its colour. */
  readonly kind: string;
  readonly href: string;
  readonly label: string;
}

const ORDER: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

/**
 * Gives links with `data-tip` in a picture one stop of the tab key, arrow keys from left to right, and a tooltip that is shown for the
 * pointer and for the keyboard alike.
 */
export function pointOut(picture: HTMLElement): HTMLElement {
  const tip = h("div", { class: "tip", hidden: true, "aria-hidden": "true" });
  const element = h("div", { class: "tipped" }, picture, tip);
  const marks = (): SVGAElement[] =>
    [...picture.querySelectorAll<SVGAElement>("a[data-tip]")].sort((a, b) => left(a) - left(b));
  const stop = (): void => {
    const all = marks();
    if (all.some((mark) => mark.getAttribute("tabindex") === "0")) return;
    all[0]?.setAttribute("tabindex", "0");
  };
  const show = (target: EventTarget | null): void => {
    const mark = target instanceof Element ? target.closest("a[data-tip]") : null;
    tip.hidden = mark === null;
    if (mark === null) return;
    const [box, around] = [mark.getBoundingClientRect(), element.getBoundingClientRect()];
    tip.textContent = mark.getAttribute("data-tip");
    const half = tip.offsetWidth / 2;
    const middle = box.left + box.width / 2 - around.left;
    tip.style.left = `${Math.min(Math.max(middle, half), around.width - half)}px`;
    tip.style.top = `${box.top - around.top}px`;
  };
  element.addEventListener("pointerover", ({ target }) => {
    show(target);
  });
  element.addEventListener("pointerleave", () => {
    show(null);
  });
  element.addEventListener("focusin", ({ target }) => {
    show(target);
  });
  element.addEventListener("focusout", () => {
    show(null);
  });
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") show(null);
    const way = ORDER[event.key];
    const all = marks();
    const here = all.findIndex((mark) => mark === document.activeElement);
    const next = way === undefined || here === -1 ? undefined : all[here + way];
    if (next === undefined) return;
    event.preventDefault();
    all[here]?.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  });
  new MutationObserver(stop).observe(picture, { childList: true });
  stop();
  return element;
}

function left(mark: Element): number {
  return Number(mark.firstElementChild?.getAttribute("cx"));
}
