import type { ReplaySummary } from "../../metrics/summary.js";
import { count, fixed, lossDecimals, percent } from "./numbers.js";
import { table } from "./table.js";
import type { TextOptions } from "./text-options.js";

/** What consumers get under their own transformations of the weights; nothing where none was asked for. */
export function consumersText(
  { consumers }: ReplaySummary,
  { style, width, tableWidth = width }: TextOptions,
): string[] {
  if (consumers.length === 0) return [];
  const decimals = lossDecimals(Math.max(0, ...consumers.map(({ error }) => error ?? 0)));
  const rows = consumers.map(({ transformation, sets, error, confidence }) => [
    transformation,
    count(sets),
    fixed(error, decimals),
    percent(confidence),
  ]);
  const right = { align: "right" } as const;
  return [
    style("What a consumer gets, by its transformation of the weights", "strong"),
    ...table(
      [
        { head: "transformation" },
        { head: "sets", ...right },
        { head: "mean absolute error", ...right },
        { head: "confidence", ...right },
      ],
      rows,
      { width: tableWidth, indent: 2 },
    ),
  ];
}
