import type { Accuracy } from "../src/metrics/folds/accuracy-fold.js";
import type { ClassCalls } from "../src/metrics/folds/class-calls.js";
import type { DependentProportion as Proportion } from "../src/metrics/statistics/dependent-proportion.js";
import { decimalsFor, fixed, percent } from "../src/report/text/numbers.js";
import { valueWords } from "../src/kinds/kinds.js";
import { h } from "./dom.js";
import { dataTable, type HtmlColumn } from "./table.js";
import type { Topic } from "./topic.js";

interface Row {
  readonly name: string;
  readonly loss: number | null;
  readonly measures: Partial<Accuracy>;
}

/** Every way of combining, by every measure that the kind of values has. */
export function accuracyTable({ summary }: Topic): HTMLElement {
  const { accuracy, errors, naive, sets } = summary;
  const words = valueWords(summary);
  const rows: Row[] = words.combinations.flatMap(([name, word]) => {
    const measures = accuracy[name];
    if (name === "members" && summary.verdict.parts === null) return [];
    return measures === null ? [] : [{ name: word, loss: errors[name], measures }];
  });
  if (naive !== null) {
    const itself = summary.values.kind === "number" ? { mase: 1 } : {};
    const some = naive.sets < sets.compared ? ` (${naive.sets} sets)` : "";
    rows.push({ name: words.naive + some, loss: naive.loss, measures: itself });
  }
  const best = Math.min(...rows.map(({ loss }) => loss ?? Number.POSITIVE_INFINITY));
  const decimals = lossDecimals(errors.weighted ?? 0);
  const value = (n: number | null) => fixed(n, decimals);
  const table = dataTable<Row>(
    `Errors on the same ${sets.compared} sets; the best ${words.head} is bold`,
    [
      { head: "combination", cell: ({ name }) => name },
      {
        head: words.head,
        title: words.title,
        number: true,
        cell: ({ loss }) => (loss === best ? h("strong", {}, value(loss)) : value(loss)),
        sort: ({ loss }) => loss,
      },
      ...MEASURES.filter(({ name }) => rows.some(({ measures }) => measures[name] != null))
        .filter(({ name }) => !(name === "brier" && summary.loss === "Brier score"))
        .map(({ name, head, title, digits }): HtmlColumn<Row> => ({
          head,
          title,
          number: true,
          cell: ({ measures }) => valueText(measures[name] ?? null, digits ?? decimals),
          sort: ({ measures }) => sortable(measures[name] ?? null),
        })),
    ],
    rows,
    { column: 99, descending: false },
  );
  return h("div", { class: "card" }, table.element);
}

interface Measure {
  readonly name: Exclude<keyof Accuracy, "mae">;
  readonly head: string;
  readonly title: string;
  /** Decimals, where they are not the loss's. */
  readonly digits?: number;
}

const MEASURES: readonly Measure[] = [
  { name: "rmse", head: "RMSE", title: "Root mean squared error" },
  { name: "bias", head: "bias", title: "Mean of combination minus truth" },
  { name: "mase", head: "MASE", title: "MAE divided by that of the newest known truth", digits: 3 },
  {
    name: "direction",
    head: "direction",
    title: "How often it called which way the truth went, with its 95% interval",
  },
  {
    name: "hits",
    head: "right",
    title: "How often the class called was the one that occurred, with its 95% interval",
  },
  { name: "brier", head: "Brier score", title: "Of the shares of the vote", digits: 4 },
  {
    name: "logScore",
    head: "log score",
    title: "Mean of -ln of the probability given to what occurred; below 1e-6 counts as 1e-6",
    digits: 4,
  },
];

function valueText(value: number | Proportion | null, decimals: number): string {
  if (value === null || typeof value === "number") return fixed(value, decimals);
  const [low, high] = value.interval;
  return `${percent(value.share)} (${fixed(low * 100, 0)}–${fixed(high * 100, 0)})`;
}

function sortable(value: number | Proportion | null): number | null {
  return value === null || typeof value === "number" ? value : value.share;
}

/** Decimals for losses of this size: five significant digits, fewer for shares and scores. */
export function lossDecimals(loss: number): number {
  return Math.max(0, Math.min(loss <= 1 ? 4 : 8, decimalsFor(loss) - 1));
}

/** Inferred against true classes, class by class; null where values are not classes. */
export function classesTable({ summary }: Topic): HTMLElement | null {
  const { classes } = summary;
  if (classes === null) return null;
  const part = (right: number, of: number): number | null => (of === 0 ? null : right / of);
  const share = (
    head: string,
    title: string,
    of: (calls: ClassCalls) => number | null,
  ): HtmlColumn<ClassCalls> => ({
    head,
    title,
    number: true,
    cell: (row) => percent(of(row)),
    sort: of,
  });
  const table = dataTable<ClassCalls>(
    `${classes.length} classes`,
    [
      { head: "class", cell: ({ label }) => label, sort: ({ label }) => label },
      {
        head: "occurred",
        title: "Sets in which it occurred",
        number: true,
        cell: ({ came }) => fixed(came, 0),
        sort: ({ came }) => came,
      },
      {
        head: "called",
        title: "Sets in which the weighted combination called it",
        number: true,
        cell: ({ weighted }) => fixed(weighted.called, 0),
        sort: ({ weighted }) => weighted.called,
      },
      share("recall", "Part of the sets with this class that were called right", (row) =>
        part(row.weighted.right, row.came),
      ),
      share("precision", "Part of the calls of this class that were right", (row) =>
        part(row.weighted.right, row.weighted.called),
      ),
      share("equal recall", "The same as recall, for equal weights", (row) =>
        part(row.equal.right, row.came),
      ),
      share("equal precision", "The same as precision, for equal weights", (row) =>
        part(row.equal.right, row.equal.called),
      ),
    ],
    classes,
    { column: 99, descending: false },
  );
  return h("div", { class: "card classes" }, table.element);
}
