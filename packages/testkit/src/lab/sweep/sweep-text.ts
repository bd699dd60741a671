import { at } from "../../numbers/column.js";
import { count, counted, fixed, lossDecimals, signedPercent } from "../../report/text/numbers.js";
import { type Cell, table } from "../../report/text/table.js";
import { DEFAULT_TEXT_OPTIONS, type TextOptions } from "../../report/text/text-options.js";
import { safeText } from "../../report/text/untrusted.js";
import { utcDate } from "../../report/text/utc.js";
import { wrap } from "../../report/text/wrap.js";
import { parameterValueText } from "../../wasm/parameter.js";
import type { SweepResult } from "./sweep.js";
import { sweepWords } from "./sweep-words.js";

/** Parameter sets that the text lists, best first. */
const MAX_LISTED = 10;

const METHODS = {
  grid: "a grid",
  random: "drawn at random",
  latin: "a Latin hypercube",
  halving: "successive halving",
} as const;

/**
 * What `weightkit sweep` and `weightkit merge` print: the score out of sample first, then the walk-forward path and the best parameter sets.
 * @returns Text that ends in a line break.
 */
export function sweepText(result: SweepResult, given: Partial<TextOptions> = {}): string {
  const options = { ...DEFAULT_TEXT_OPTIONS, ...given };
  return `${[headLines(result, options), pathLines(result, options), bestLines(result, options)]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function headLines(result: SweepResult, { style, width }: TextOptions): string[] {
  const { plan, timestamps, score } = result;
  const { headline, sentences } = sweepWords(result);
  const topics = plan.topics.length === 1 ? "" : ` of ${counted(plan.topics.length, "topic")}`;
  const seeds = plan.seeds.length === 1 ? "" : `, ${counted(plan.seeds.length, "seed")}`;
  const title = `${safeText(plan.logic.name)}: ${counted(plan.sets.length, "parameter set")} (${METHODS[plan.method]}), ${plan.loss} on ${counted(timestamps.length, "set")}${topics}${seeds}`;
  const { assessment, againstMedian } = score.walkForward;
  const good =
    assessment?.kind === "better" && assessment.beyondChance && (againstMedian?.skill ?? 0) >= 0;
  return [
    ...wrap(title, width).map((line) => style(line, "strong")),
    ...wrap(headline, width).map((line) => style(line, good ? "good" : "warn")),
    ...sentences.flatMap((text) => wrap(safeText(text), width)),
  ];
}

function pathLines(result: SweepResult, { style, width }: TextOptions): string[] {
  const { plan, timestamps } = result;
  const { steps } = result.score.walkForward;
  if (steps.length === 0) return [];
  const decimals = lossDecimals(
    Math.max(...steps.map(({ loss, equalLoss }) => Math.max(loss, equalLoss))),
  );
  const rows = steps.map(({ from, sets, trained, chosen, loss, equalLoss }): Cell[] => [
    utcDate(at(timestamps, from)),
    count(sets),
    count(trained),
    ...valuesOf(result, chosen),
    fixed(loss, decimals),
    fixed(equalLoss, decimals),
  ]);
  return [
    style("Walk-forward: each choice knows only truths from before its test", "strong"),
    ...table(
      [
        { head: "test from" },
        { head: "sets", align: "right", drop: 1 },
        { head: "trained on", align: "right", drop: 2 },
        ...plan.parameters.map(({ name }) => ({ head: name, align: "right" as const })),
        { head: "loss", align: "right" },
        { head: "equal weights", align: "right" },
      ],
      rows,
      { width, indent: 2, dressHead: (text) => style(text, "dim") },
    ),
  ];
}

function bestLines(result: SweepResult, { style, width }: TextOptions): string[] {
  const { plan, sets } = result;
  const through = [...sets.entries()].filter(([, { meanLoss }]) => meanLoss !== null);
  through.sort(([a, one], [b, other]) => (one.meanLoss ?? 0) - (other.meanLoss ?? 0) || a - b);
  const listed = through.slice(0, MAX_LISTED);
  if (listed.length === 0) return [];
  const decimals = lossDecimals(Math.max(...listed.map(([, { meanLoss }]) => meanLoss ?? 0)));
  const rows = listed.map(([set, { meanLoss, skill, failedRounds }]): Cell[] => [
    ...valuesOf(result, set),
    fixed(meanLoss, decimals),
    signedPercent(skill),
    failedRounds === 0 ? "" : count(failedRounds),
  ]);
  const more = through.length - listed.length;
  return [
    style("In hindsight, which flatters", "strong"),
    ...table(
      [
        ...plan.parameters.map(({ name }) => ({ head: name, align: "right" as const })),
        { head: "mean loss", align: "right" },
        { head: "against equal weights", align: "right" },
        ...(rows.some((row) => row.at(-1) !== "")
          ? [{ head: "failed rounds", align: "right" as const }]
          : []),
      ],
      rows,
      { width, indent: 2, dressHead: (text) => style(text, "dim") },
    ),
    ...(more > 0 ? [style(`  and ${count(more)} more`, "dim")] : []),
  ];
}

function valuesOf({ plan }: SweepResult, set: number): string[] {
  return plan.parameters.map(({ type }, i) => parameterValueText(plan.sets[set]?.[i] ?? 0, type));
}
