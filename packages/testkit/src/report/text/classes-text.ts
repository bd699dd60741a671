import type { ClassCalls } from "../../metrics/folds/class-calls.js";
import { count, percent } from "./numbers.js";
import { table } from "./table.js";
import type { TextOptions } from "./text-options.js";
import { safeText } from "./untrusted.js";

/** Most rows to print: the JSON document has them all. */
const MAX_ROWS = 20;

/** Inferred against true classes, class by class. */
export function classesText(
  classes: readonly ClassCalls[],
  { width, tableWidth = width, style }: TextOptions,
): string[] {
  const shown = classes.slice(0, MAX_ROWS);
  if (shown.length === 0) return [];
  const part = (right: number, of: number): string => (of === 0 ? "" : percent(right / of));
  const rows = shown.map(({ label, came, weighted, equal }) => [
    safeText(label),
    count(came),
    count(weighted.called),
    part(weighted.right, came),
    part(weighted.right, weighted.called),
    part(equal.right, came),
  ]);
  const lines = table(
    [
      { head: "class", least: 6 },
      { head: "occurred", align: "right" },
      { head: "called", align: "right" },
      { head: "recall", align: "right" },
      { head: "precision", align: "right", drop: 1 },
      { head: "equal recall", align: "right", drop: 2 },
    ],
    rows,
    { width: tableWidth, indent: 2, dressHead: (text) => style(text, "dim") },
  );
  const more = classes.length - shown.length;
  return more > 0 ? [...lines, style(`  and ${count(more)} more classes`, "dim")] : lines;
}
