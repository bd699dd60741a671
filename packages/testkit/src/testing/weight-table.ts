import { WEIGHT_SCALE } from "../chain/weight.js";
import { count } from "../report/text/numbers.js";
import type { JudgedRound } from "./round-result.js";

/** Most workers that a table shows. */
const MAX_ROWS = 40;

/** How the wanted weight of a worker is shown: a text for the third column. */
export type WantedColumn = (worker: string) => string;

/**
 * A round's weights as a table for people, largest first, with why the round failed if it did; made for messages and snapshots: the
 * same weights give the same text.
 */
export function weightTable(round: JudgedRound, wanted: WantedColumn | null = null): string {
  const { weights, error, notes } = round;
  const lines: string[] = [];
  if (error !== null) lines.push(`failed: ${error.code}: ${error.message}`);
  if (weights === null) lines.push("no weights are stored");
  else lines.push(...weightLines(weights, wanted));
  for (const note of notes) lines.push(`note: ${note}`);
  return lines.join("\n");
}

function weightLines(
  weights: Readonly<Record<string, number>>,
  wanted: WantedColumn | null,
): string[] {
  const entries = Object.entries(weights).sort(
    ([a, one], [b, other]) => other - one || (a < b ? -1 : 1),
  );
  if (entries.length === 0) return ["no weight changes"];
  const shown = entries.slice(0, MAX_ROWS);
  const width = Math.max(...shown.map(([worker]) => worker.length), "worker".length);
  const rows = shown.map(([worker, weight]) =>
    `${worker.padEnd(width)}  ${count(weight).padStart(9)}  ${wanted?.(worker) ?? ""}`.trimEnd(),
  );
  const sum = entries.reduce((total, [, weight]) => total + weight, 0);
  const more = entries.length - shown.length;
  return [
    `${"worker".padEnd(width)}  ${"weight".padStart(9)}  ${wanted === null ? "" : "wanted"}`.trimEnd(),
    ...rows,
    ...(more > 0 ? [`… and ${count(more)} more workers`] : []),
    `${"sum".padEnd(width)}  ${count(sum).padStart(9)}  (1 is ${count(WEIGHT_SCALE)})`,
  ];
}
