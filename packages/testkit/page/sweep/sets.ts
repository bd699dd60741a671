import type { SweepDocument } from "@weightkit/testkit/internal/lab/sweep/sweep-document";
import { count, fixed, lossDecimals, signedPercent } from "../../src/report/text/numbers.js";
import { h } from "../dom.js";
import { section } from "../figure.js";
import { dataTable } from "../table.js";
import { type SweptSet, valueText } from "./view.js";

/** Parameter sets that the table lists; the JSON has all. */
const MAX_LISTED = 500;

/** All parameter sets in hindsight, the best first. */
export function setsSection({ parameters, sets, loss }: SweepDocument): HTMLElement {
  const through = sets.filter(({ meanLoss }) => meanLoss !== null);
  const listed = [...sets]
    .sort((a, b) => (a.meanLoss ?? Infinity) - (b.meanLoss ?? Infinity))
    .slice(0, MAX_LISTED);
  const decimals = lossDecimals(Math.max(0, ...through.map(({ meanLoss }) => meanLoss ?? 0)));
  const some = (of: (set: SweptSet) => boolean): boolean => sets.some(of);
  const more = sets.length - listed.length;
  const table = dataTable<SweptSet>(
    `Parameter sets by mean ${loss} on all judged sets, which flatters the best${more > 0 ? `; ${count(more)} more are in the JSON` : ""}`,
    [
      {
        head: "rank",
        cell: (set) => (set.meanLoss === null ? "–" : count(listed.indexOf(set) + 1)),
        sort: (set) => listed.indexOf(set),
      },
      ...parameters.map((parameter) => ({
        head: parameter.name,
        number: true,
        cell: ({ values }: SweptSet) => valueText(parameter, values),
        sort: ({ values }: SweptSet) => values[parameter.name] ?? null,
      })),
      {
        head: "mean loss",
        number: true,
        cell: ({ meanLoss }) => fixed(meanLoss, decimals),
        sort: ({ meanLoss }) => meanLoss,
      },
      {
        head: "against equal weights",
        number: true,
        cell: ({ skill }) => signedPercent(skill),
        sort: ({ skill }) => skill,
      },
      ...(some(({ failedRounds }) => failedRounds > 0)
        ? [
            {
              head: "failed rounds",
              number: true,
              cell: ({ failedRounds }: SweptSet) => count(failedRounds),
              sort: ({ failedRounds }: SweptSet) => failedRounds,
            },
            { head: "most frequent failure", cell: ({ failure }: SweptSet) => failure ?? "" },
          ]
        : []),
      ...(some(({ droppedAt }) => droppedAt !== null)
        ? [
            {
              head: "dropped at rung",
              title: "Of successive halving, from 1",
              number: true,
              cell: ({ droppedAt }: SweptSet) => (droppedAt === null ? "" : count(droppedAt + 1)),
              sort: ({ droppedAt }: SweptSet) => droppedAt,
            },
          ]
        : []),
    ],
    listed,
    { column: 0, descending: false },
  );
  return section("sets", "Parameter sets in hindsight", h("div", { class: "card" }, table.element));
}
