import { count } from "../src/report/text/numbers.js";
import { h } from "./dom.js";
import { dataTable } from "./table.js";
import type { Topic } from "./topic.js";

/** More classes than this make no matrix that can be read. */
const MAX_CLASSES = 20;

/** Which class came and which one the weighted combination called; null where values are not classes. */
export function confusionTable({ confusion, summary }: Topic): HTMLElement | null {
  const classes = (summary.classes ?? []).map(({ label }) => label);
  if (confusion.length === 0 || classes.length > MAX_CLASSES) return null;
  const sets = (came: string, called: string): number =>
    confusion.find((cell) => cell.came === came && cell.called === called)?.sets ?? 0;
  const table = dataTable<string>(
    "Confusion matrix: the class that came (rows) and the one that the weighted combination called (columns), in sets; right calls are bold",
    [
      { head: "came", cell: (came) => came },
      ...classes.map((called) => ({
        head: called,
        number: true,
        cell: (came: string) => {
          const text = count(sets(came, called));
          return came === called ? h("strong", {}, text) : text;
        },
      })),
    ],
    classes,
    { column: 99, descending: false },
  );
  return h("div", { class: "card classes confusion" }, table.element);
}
