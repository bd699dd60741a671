import { count, percent } from "../../src/report/text/numbers.js";
import { utcTime } from "../../src/report/text/utc.js";
import { h } from "../dom.js";
import { section } from "../figure.js";
import { dataTable } from "../table.js";
import type { PartingCause } from "@weightkit/testkit/internal/lab/compare/parting-cause";
import { type CompareView, ruleName, workerName } from "./view.js";

/** Where each logic first stores other weights than the first logic, and whose money that moves. */
export function partingSection(view: CompareView): HTMLElement | null {
  const { topic } = view;
  if (topic === null || topic.divergence.length < 2) return null;
  const first = ruleName(view, 0);
  const logics = [...topic.divergence.keys()].slice(1);
  const parting = (rule: number) => topic.divergence[rule] ?? null;
  const moved = (rule: number) => topic.moved[rule] ?? null;
  const of = logics.map(moved).find((one) => one !== null)?.of ?? "final weights";
  const table = dataTable<number>(
    `First weights that differ from those of ${first}, and what of the ${of} goes to others`,
    [
      { head: "logic", cell: (rule) => ruleName(view, rule) },
      {
        head: "first other weights",
        cell: (rule) => {
          const found = parting(rule);
          if (found === null) return "none";
          return `${found.second ? "second run of round" : "round"} ${count(found.round)}, ${utcTime(found.blockTime)} UTC`;
        },
        sort: (rule) => parting(rule)?.round ?? null,
      },
      {
        head: "furthest apart",
        cell: (rule) => {
          const found = parting(rule);
          if (found === null) return "";
          const worker = workerName(view, topic.workers[found.worker] ?? "");
          return `${worker}: ${percent(found.shares[0])} → ${percent(found.shares[1])}`;
        },
      },
      {
        head: "first other line",
        title:
          "The first source line that ran in that round and that the other logic does not have",
        cell: (rule) => causeCell(parting(rule)?.cause ?? null, [first, ruleName(view, rule)]),
      },
      {
        head: `${of} moved`,
        title: "Half the sum of absolute differences of workers’ shares",
        number: true,
        cell: (rule) => percent(moved(rule)?.part ?? null),
        sort: (rule) => moved(rule)?.part ?? null,
      },
    ],
    logics,
    { column: 99, descending: false },
  );
  return section(
    "parting",
    "Where the logics diverge",
    h("div", { class: "card" }, table.element),
    ...logics.map((rule) => movedTable(view, rule)),
  );
}

function causeCell(cause: PartingCause | null, [first, other]: readonly [string, string]): string {
  if (cause === null) return "";
  if (cause.kind === "parameters") return cause.parameters.map(({ name }) => name).join(", ");
  return `${cause.file}:${cause.line} of ${cause.of === "first" ? first : other}`;
}

/** The workers whose share of the money changes most. */
function movedTable(view: CompareView, rule: number): HTMLElement | null {
  const moved = view.topic?.moved[rule] ?? null;
  if (moved === null || moved.workers.length === 0) return null;
  const table = dataTable(
    `Shares of the ${moved.of} under ${ruleName(view, 0)} and under ${ruleName(view, rule)}`,
    [
      { head: "worker", cell: ({ worker }) => workerName(view, worker) },
      {
        head: ruleName(view, 0),
        number: true,
        cell: ({ from }) => percent(from),
        sort: ({ from }) => from,
      },
      {
        head: ruleName(view, rule),
        number: true,
        cell: ({ to }) => percent(to),
        sort: ({ to }) => to,
      },
      {
        head: "change",
        title: "In points of the whole",
        number: true,
        cell: ({ from, to }) => `${to >= from ? "+" : "−"}${percent(Math.abs(to - from))}`,
        sort: ({ from, to }) => to - from,
      },
    ],
    moved.workers,
    { column: 99, descending: false },
  );
  return h(
    "details",
    {},
    h("summary", {}, `${ruleName(view, rule)}: who gains and who loses most`),
    table.element,
  );
}
