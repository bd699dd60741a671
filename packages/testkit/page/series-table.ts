import { at } from "../src/numbers/column.js";
import { utcTime } from "../src/report/text/utc.js";
import { h } from "./dom.js";
import { dataTable } from "./table.js";

const MAX_ROWS = 2000;

/** The numbers of a chart as a table, made when it is opened. */
export function seriesTable(
  title: string,
  times: Float64Array,
  lines: readonly { readonly label: string; readonly values: ArrayLike<number> }[],
  format: (value: number) => string,
): HTMLElement {
  const details = h("details", {}, h("summary", {}, title));
  let made = false;
  details.addEventListener("toggle", () => {
    if (made || !details.open) return;
    made = true;
    const first = Math.max(0, times.length - MAX_ROWS);
    const rows = Array.from({ length: times.length - first }, (_, i) => first + i);
    const caption = first > 0 ? `${title} (the last ${MAX_ROWS})` : title;
    const table = dataTable<number>(
      caption,
      [
        { head: "time (UTC)", cell: (i) => utcTime(at(times, i)), sort: (i) => at(times, i) },
        ...lines.map(({ label, values }) => ({
          head: label,
          number: true,
          cell: (i: number) => format(at(values, i)),
          sort: (i: number) => values[i] ?? null,
        })),
      ],
      rows,
      { column: 0, descending: false },
    );
    details.append(table.element);
  });
  return details;
}
