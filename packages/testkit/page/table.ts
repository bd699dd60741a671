import { h } from "./dom.js";
import { onWidth } from "./fit.js";

export interface HtmlColumn<Row> {
  readonly head: string;
  /** What the head means, for a tooltip. */
  readonly title?: string;
  readonly number?: boolean;
  readonly cell: (row: Row) => Node | string;
  /** What to sort by; nulls go last. Absent: not sortable. */
  readonly sort?: (row: Row) => number | string | null;
}

/** A table whose heads sort, with a row for each of `rows`. */
export function dataTable<Row>(
  caption: string,
  columns: readonly HtmlColumn<Row>[],
  rows: readonly Row[],
  first: { readonly column: number; readonly descending: boolean },
): { readonly element: HTMLElement; show(filter: (row: Row) => boolean): number } {
  let order = first;
  let filter: (row: Row) => boolean = () => true;
  const body = h("tbody", {});
  const made = new Map<Row, HTMLTableRowElement>();
  const heads = columns.map((column, index) =>
    h(
      "th",
      {
        scope: "col",
        class: column.number === true ? "number" : null,
        title: column.title ?? null,
        // A head that is repeated on the next sheet of paper is printed without its buttons: the style sheet prints this.
        "data-head": column.sort === undefined ? null : column.head,
      },
      column.sort === undefined
        ? column.head
        : h(
            "button",
            {
              type: "button",
              onclick: () => {
                sortBy(index);
              },
            },
            column.head,
          ),
    ),
  );

  function sortBy(index: number): void {
    const again = order.column === index;
    order = {
      column: index,
      descending: again ? !order.descending : columns[index]?.number === true,
    };
    draw();
  }

  function rowOf(row: Row): HTMLTableRowElement {
    const old = made.get(row);
    if (old !== undefined) return old;
    const cells = columns.map(({ cell, number }, i) => {
      const content = cell(row);
      if (i === 0) return h("th", { scope: "row" }, content);
      return h("td", { class: number === true ? "number" : null }, content);
    });
    const element = h("tr", {}, ...cells);
    made.set(row, element);
    return element;
  }

  function draw(): number {
    const key = columns[order.column]?.sort;
    const shown = rows.filter(filter);
    if (key !== undefined) shown.sort((a, b) => compare(key(a), key(b), order.descending));
    for (const [i, head] of heads.entries()) {
      if (i !== order.column) head.removeAttribute("aria-sort");
      else head.setAttribute("aria-sort", order.descending ? "descending" : "ascending");
    }
    body.replaceChildren(...shown.map(rowOf));
    return shown.length;
  }

  draw();
  const table = h(
    "table",
    {},
    h(
      "caption",
      {},
      h(
        "span",
        {},
        caption,
        h("span", { class: "wide-note" }, " · scrolls sideways →"),
        h("span", { class: "tall-note" }, " · scrolls down ↓"),
      ),
    ),
    h("thead", {}, h("tr", {}, ...heads)),
    body,
  );
  const element = h(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": caption },
    table,
  );
  const note = (): void => {
    element.toggleAttribute("data-cut", element.scrollWidth > element.clientWidth + 1);
    element.toggleAttribute("data-tall", element.scrollHeight > element.clientHeight + 1);
  };
  onWidth(element, note);
  return {
    element,
    show(next) {
      filter = next;
      const shown = draw();
      note();
      return shown;
    },
  };
}

function compare(
  a: number | string | null,
  b: number | string | null,
  descending: boolean,
): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const way = a < b ? -1 : a > b ? 1 : 0;
  return descending ? -way : way;
}
