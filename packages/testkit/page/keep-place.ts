import { fitAll } from "./fit.js";

/** Not of the navigation, which stays at the window's edge. */
const ANCHORS = "section :is(h2, h3, figure, details, table, p, dl, ul)";
const FOCUSABLE = "a, button, input, select, summary, [tabindex]";

/**
 * Notes what a reader sees and does in an element: where it is scrolled to, what is open, sorted, searched for, pointed at, focused and
 * selected. Gives what puts that back once the element has newer content.
 */
export function keepPlace(main: HTMLElement): () => void {
  const keepers = [keepDetails, keepSearches, keepOrders, keepTip, keepFocus, keepSelection];
  const restored = keepers.map((keep) => keep(main));
  // Scrolling comes last, since all else changes how high things are.
  const scrolled = [keepScrolled(main), keepTop(main)];
  return () => {
    // Pictures are drawn again as they fit, which would lose what is focused in them.
    fitAll(main);
    for (const restore of restored) restore();
    fitAll(main);
    for (const restore of scrolled) restore();
  };
}

/** Elements by what is the same in a newer page: their section, kind and link, and how many like them come before them there. */
function named<Found extends Element = HTMLElement>(
  main: HTMLElement,
  selector: string,
): Map<string, Found> {
  const counts = new Map<string, number>();
  return new Map(
    [...main.querySelectorAll<Found>(selector)].map((element) => {
      const { tagName, classList } = element;
      const kind = [
        ...[element.closest("section")?.id, tagName, classList.value],
        element.getAttribute("href"),
      ].join(" ");
      const count = counts.get(kind) ?? 0;
      counts.set(kind, count + 1);
      return [`${kind} ${count}`, element];
    }),
  );
}

function nameOf(element: Element | null, among: ReadonlyMap<string, Element>): string | null {
  for (const [name, one] of among) if (one === element) return name;
  return null;
}

function keepDetails(main: HTMLElement): () => void {
  const open = new Map(
    [...named<HTMLDetailsElement>(main, "details")].map(([name, one]) => [name, one.open]),
  );
  return () => {
    for (const [name, element] of named<HTMLDetailsElement>(main, "details")) {
      const wanted = open.get(name) ?? element.open;
      if (wanted === element.open) continue;
      element.open = wanted;
      // The browser reports it after the next frame, which would be without what is inside.
      element.dispatchEvent(new Event("toggle"));
    }
  };
}

function keepSearches(main: HTMLElement): () => void {
  const typed = [...named<HTMLInputElement>(main, "input[type=search]")].map(
    ([name, { value }]) => [name, value] as const,
  );
  return () => {
    const inputs = named<HTMLInputElement>(main, "input[type=search]");
    for (const [name, value] of typed) {
      const input = inputs.get(name);
      if (input === undefined || value === "") continue;
      input.value = value;
      input.dispatchEvent(new Event("input"));
    }
  };
}

function keepOrders(main: HTMLElement): () => void {
  const orders = [...named(main, "table")].map(([name, table]) => {
    const head = table.querySelector("th[aria-sort]");
    return { name, head: head?.textContent, order: head?.getAttribute("aria-sort") };
  });
  return () => {
    const tables = named(main, "table");
    for (const { name, head, order } of orders) {
      const heads = [...(tables.get(name)?.querySelectorAll("thead th") ?? [])];
      const found = heads.find(({ textContent }) => textContent === head);
      const button = found?.querySelector("button");
      // Each press turns the order round.
      for (let i = 0; i < 2 && found?.getAttribute("aria-sort") !== order; i += 1) button?.click();
    }
  };
}

/** A mark that is pointed at shows its words again; one that is focused does by itself. */
function keepTip(main: HTMLElement): () => void {
  const href = main.querySelector("a[data-tip]:hover")?.getAttribute("href");
  return () => {
    const marks = [...main.querySelectorAll("a[data-tip]")];
    const mark = href == null ? null : marks.find((one) => one.getAttribute("href") === href);
    mark?.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
  };
}

function keepFocus(main: HTMLElement): () => void {
  const name = nameOf(document.activeElement, named(main, FOCUSABLE));
  const { activeElement } = document;
  const caret = activeElement instanceof HTMLInputElement ? activeElement.selectionStart : null;
  return () => {
    const element = name === null ? undefined : named(main, FOCUSABLE).get(name);
    element?.focus({ preventScroll: true });
    if (element instanceof HTMLInputElement && caret !== null) {
      element.setSelectionRange(caret, caret);
    }
  };
}

function keepSelection(main: HTMLElement): () => void {
  const selection = getSelection();
  const { anchorNode, anchorOffset = 0, focusNode, focusOffset = 0 } = selection ?? {};
  if (selection?.isCollapsed !== false || anchorNode == null || focusNode == null) {
    return () => undefined;
  }
  const [from, to] = [pathTo(anchorNode, main), pathTo(focusNode, main)];
  return () => {
    const [anchor, focus] = [nodeAt(from, main), nodeAt(to, main)];
    if (anchor === null || focus === null) return;
    const fits = (node: Node, offset: number): number =>
      Math.min(offset, node instanceof Text ? node.length : node.childNodes.length);
    selection.setBaseAndExtent(
      ...([anchor, fits(anchor, anchorOffset)] as const),
      ...([focus, fits(focus, focusOffset)] as const),
    );
  };
}

/** Places among their siblings, from a node up to an element around it; null for a node elsewhere. */
function pathTo(node: Node, root: Node): readonly number[] | null {
  if (node === root) return [];
  const parent = node.parentNode;
  const above = parent === null ? null : pathTo(parent, root);
  if (parent === null || above === null) return null;
  return [...above, [...parent.childNodes].findIndex((one) => one === node)];
}

function nodeAt(path: readonly number[] | null, root: Node): Node | null {
  if (path === null) return null;
  return path.reduce<Node | null>((node, index) => node?.childNodes[index] ?? null, root);
}

/** How far tables and code are scrolled sideways. */
function keepScrolled(main: HTMLElement): () => void {
  const scrolled = [...named(main, ".scroll, pre, ul")].map(
    ([name, { scrollLeft, scrollTop }]) => [name, scrollLeft, scrollTop] as const,
  );
  return () => {
    const elements = named(main, ".scroll, pre, ul");
    for (const [name, left, top] of scrolled) elements.get(name)?.scrollTo({ left, top });
  };
}

/** What stands at the top of the window stays there, however high that which comes before it has become. */
function keepTop(main: HTMLElement): () => void {
  const { scrollX, scrollY } = window;
  const anchors = [...named(main, ANCHORS)];
  const visible = anchors.find(
    ([, element]) =>
      element.getClientRects().length > 0 &&
      element.closest("details:not([open]) > :not(summary)") === null &&
      element.getBoundingClientRect().top >= 0,
  );
  const before = visible?.[1].getBoundingClientRect().top ?? 0;
  return () => {
    const after = visible === undefined ? null : (named(main, ANCHORS).get(visible[0]) ?? null);
    const moved = after === null ? 0 : after.getBoundingClientRect().top + window.scrollY - before;
    scrollTo({
      left: scrollX,
      top: scrollY === 0 ? 0 : after === null ? scrollY : moved,
      behavior: "instant",
    });
  };
}
