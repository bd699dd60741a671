import type { SweepDocument } from "@weightkit/testkit/internal/lab/sweep/sweep-document";
import { count, fixed, lossDecimals, signedPercent } from "../../src/report/text/numbers.js";
import { utcDate } from "../../src/report/text/utc.js";
import { chart, type ChartView } from "../chart.js";
import { h } from "../dom.js";
import { figure, section } from "../figure.js";
import { dataTable } from "../table.js";
import { type SweptParameter, valueText } from "./view.js";

/** Parameters whose path is drawn; all are in the table. */
const MAX_DRAWN = 6;

/** What was chosen for each test, and what it lost there. */
export function pathSection(document: SweepDocument, charts: ChartView[]): HTMLElement | null {
  const { steps } = document.walkForward;
  if (steps.length === 0) return null;
  const drawn =
    steps.length < 2
      ? []
      : [
          lossFigure(document, charts),
          ...document.parameters
            .slice(0, MAX_DRAWN)
            .map((parameter) => valueFigure(document, parameter, charts)),
        ];
  return section("path", "Walk-forward path", ...drawn, table(document));
}

function lossFigure(
  { loss, walkForward: { steps } }: SweepDocument,
  charts: ChartView[],
): HTMLElement {
  const decimals = lossDecimals(
    Math.max(...steps.map((step) => Math.max(step.loss, step.equalLoss))),
  );
  const made = chart({
    describe: `Mean ${loss} of the choice and of equal weights in ${steps.length} tests`,
    times: Float64Array.from(steps, ({ from }) => from),
    lines: [
      {
        label: "the choice",
        values: Float64Array.from(steps, (step) => step.loss),
        ...{ colour: "weighted", width: 2.5, points: true },
      },
      {
        label: "equal weights",
        values: Float64Array.from(steps, ({ equalLoss }) => equalLoss),
        ...{ colour: "mean", dash: [4, 3], points: true },
      },
    ],
    format: (value) => fixed(value, decimals),
    title: `mean ${loss}`,
    height: 280,
  });
  charts.push(made);
  return figure(
    "Loss in each test",
    "Mean loss on the sets from one choice to the next, at the time of the test’s first set. The choice was made before that time and is frozen until the next test.",
    made.source,
    made.element,
  );
}

/** The values of one parameter that were chosen. */
function valueFigure(
  { walkForward: { steps } }: SweepDocument,
  parameter: SweptParameter,
  charts: ChartView[],
): HTMLElement {
  const { name } = parameter;
  const made = chart({
    describe: `Chosen values of ${name} in ${steps.length} tests`,
    times: Float64Array.from(steps, ({ from }) => from),
    lines: [
      {
        label: name,
        values: Float64Array.from(steps, ({ values }) => values[name] ?? Number.NaN),
        ...{ colour: "weighted", width: 2, step: true, points: true },
      },
    ],
    format: (value) => valueText(parameter, { [name]: value }),
    title: name,
    height: 190,
  });
  charts.push(made);
  return figure(
    `Chosen ${name} over time`,
    "Of the parameter set with the smallest mean loss on what was known before each test. A path that jumps has found nothing stable.",
    made.source,
    made.element,
  );
}

function table({ loss, parameters, walkForward: { steps } }: SweepDocument): HTMLElement {
  const decimals = lossDecimals(
    Math.max(...steps.map((step) => Math.max(step.loss, step.equalLoss))),
  );
  const made = dataTable<(typeof steps)[number]>(
    `Each choice, and the mean ${loss} on its test`,
    [
      { head: "test from", cell: ({ from }) => utcDate(from), sort: ({ from }) => from },
      { head: "sets", number: true, cell: ({ sets }) => count(sets), sort: ({ sets }) => sets },
      {
        head: "trained on",
        title: "Sets whose truth was available before the test",
        number: true,
        cell: ({ trained }) => count(trained),
        sort: ({ trained }) => trained,
      },
      ...parameters.map((parameter) => ({
        head: parameter.name,
        number: true,
        cell: ({ values }: (typeof steps)[number]) => valueText(parameter, values),
        sort: ({ values }: (typeof steps)[number]) => values[parameter.name] ?? null,
      })),
      {
        head: "loss",
        number: true,
        cell: (step) => fixed(step.loss, decimals),
        sort: (step) => step.loss,
      },
      {
        head: "equal weights",
        number: true,
        cell: ({ equalLoss }) => fixed(equalLoss, decimals),
        sort: ({ equalLoss }) => equalLoss,
      },
      {
        head: "skill",
        number: true,
        cell: (step) => signedPercent(skillOf(step)),
        sort: skillOf,
      },
    ],
    steps,
    { column: 0, descending: false },
  );
  return h("div", { class: "card" }, made.element);
}

function skillOf({ loss, equalLoss }: { readonly loss: number; readonly equalLoss: number }) {
  return equalLoss > 0 ? 1 - loss / equalLoss : null;
}
