import { safeOutput } from "../src/report/text/untrusted.js";

type Attribute = string | number | boolean | null | ((event: Event) => void);
type Child = Node | string | null;

/**
 * Makes an element. Children that are strings become text, never markup, so that no name from a file can become an element, and
 * without marks that would reorder or hide a part of it.
 * Attributes that are functions are listeners (`onclick`), `true` is an empty attribute, `null` and `false` none.
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  dress(element, attributes, children);
  return element;
}

/** The same for SVG. */
export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Tag] {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  dress(element, attributes, children);
  return element;
}

function dress(
  element: Element,
  attributes: Readonly<Record<string, Attribute>>,
  children: readonly Child[],
): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) {
      element.setAttribute(name, value === true ? "" : safeOutput(String(value), false));
    }
  }
  for (const child of children) {
    if (child === null) continue;
    element.append(typeof child === "string" ? safeOutput(child, false) : child);
  }
}

let ids = 0;

/** An id that no other element of the page has. */
export function freshId(prefix: string): string {
  ids += 1;
  return `${prefix}-${ids}`;
}
