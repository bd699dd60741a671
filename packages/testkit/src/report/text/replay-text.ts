import type { ReplaySummary } from "../../metrics/summary.js";
import { consumersText } from "./consumers-text.js";
import { coverageText } from "./coverage-text.js";
import { errorsText, verdictText } from "./errors-text.js";
import { failuresText } from "./failures-text.js";
import { counted, duration } from "./numbers.js";
import { haltText, hostText } from "./host-text.js";
import { roundsText } from "./rounds-text.js";
import { DEFAULT_TEXT_OPTIONS, type TextOptions } from "./text-options.js";
import { safeText } from "./untrusted.js";
import { utcDate } from "./utc.js";
import { weightingText } from "./weighting-text.js";
import { weightsText } from "./weights-text.js";
import { textWidth } from "./width.js";
import type { Parameter } from "../../wasm/parameter.js";
import { parameterText } from "../parameter-text.js";
import { wrap } from "./wrap.js";

/**
 * What `weightkit replay` prints: the run, the rounds, the verdict, what could be scored, the errors side by side, the weights that it
 * ended with and, only when there are some, the rounds that failed. Same summary and options, same bytes.
 *
 * @returns Text that ends in a line break.
 */
export function replayText(summary: ReplaySummary, options: Partial<TextOptions> = {}): string {
  const full = { ...DEFAULT_TEXT_OPTIONS, ...options };
  const sections = [
    headText(summary, full),
    haltText(summary, full),
    verdictText(summary, full),
    [
      ...hostText(summary, full),
      ...roundsText(summary, full),
      ...coverageText(summary.coverage, full),
    ],
    errorsText(summary, full),
    weightingText(summary, full),
    weightsText(summary, full),
    consumersText(summary, full),
    failuresText(summary, full),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function headText(summary: ReplaySummary, { style, width }: TextOptions): string[] {
  const { logic, topic, start, end, workers, sets, weightCadence, inferenceCadence } = summary;
  const title = `${safeText(logic.name)} on topic ${safeText(topic)}`;
  const hash = logic.sha256.slice(0, 12);
  return [
    ...(textWidth(title) + 2 + hash.length <= width
      ? [`${style(title, "strong")}  ${style(hash, "dim")}`]
      : [...wrap(title, width).map((line) => style(line, "strong")), style(hash, "dim")]),
    ...parameterLines(logic.parameters, width),
    ...wrap(
      `${utcDate(start)} to ${utcDate(end)}, ${counted(workers.length, "worker")}, ` +
        `${counted(sets.total, "set")}, ${counted(sets.inferences, "inference")}`,
      width,
    ),
    ...wrap(
      `inferences every ${duration(inferenceCadence)}, weights every ${duration(weightCadence)}`,
      width,
    ),
  ];
}

function parameterLines(parameters: readonly Parameter[] = [], width: number): string[] {
  return parameters.length === 0
    ? []
    : wrap(`built with ${parameters.map(parameterText).join(", ")}`, width);
}
