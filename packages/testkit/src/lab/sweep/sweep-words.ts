import { counted, percent } from "../../report/text/numbers.js";
import { pValueText } from "../../report/verdict-words.js";
import { parameterValueText } from "../../wasm/parameter.js";
import type { Assessment } from "../../metrics/statistics/assess.js";
import type { SweepScore } from "./score.js";
import type { SweepResult } from "./sweep.js";

/** What a sweep shows, in words: the same in text, JSON and on the page. */
export interface SweepWords {
  readonly headline: string;
  readonly sentences: readonly string[];
}

export function sweepWords(result: SweepResult): SweepWords {
  return {
    headline: headlineOf(result),
    sentences: [
      ...faults(result),
      ...testOf(result),
      ...hindsight(result),
      ...overfittingOf(result),
    ],
  };
}

/** `alpha = 0.1, temperature = 2`. */
export function setText({ plan }: SweepResult, set: number): string {
  return plan.parameters
    .map(({ name, type }, i) => `${name} = ${parameterValueText(plan.sets[set]?.[i] ?? 0, type)}`)
    .join(", ");
}

function headlineOf({ score }: SweepResult): string {
  const { assessment, againstMedian, steps } = score.walkForward;
  if (assessment === null || assessment.meanDifference === null) {
    return "Nothing could be tested: too few sets have both a truth and an inference.";
  }
  const { skill, meanDifference, test } = assessment;
  const sets = steps.reduce((sum, step) => sum + step.sets, 0);
  const tested = `(${counted(sets, "set")} in ${counted(steps.length, "test")})`;
  const noDifference = !test.testable && test.reason === "no difference";
  if (meanDifference === 0 || noDifference) {
    return `Choosing parameters made no difference: the error is that of equal weights ${tested}.`;
  }
  if (skill === null) {
    return `Parameters chosen as truths came in would have raised the error from 0, that of equal weights, ${sureness(assessment)} ${tested}.`;
  }
  const change = skill >= 0 ? "lowered" : "raised";
  return `Parameters chosen as truths came in would have ${change} the error by ${percent(Math.abs(skill))} against equal weights, ${sureness(assessment)}${medianClause(againstMedian, skill)} ${tested}.`;
}

function sureness({ beyondChance, kind }: Assessment): string {
  if (beyondChance) return "beyond chance";
  if (kind === "borderline") return "which is borderline";
  return kind === "untestable" ? "which cannot be tested" : "which could be chance";
}

/** The plain median is named where it is the stronger baseline. @param skill against equal weights */
function medianClause(against: SweepScore["walkForward"]["againstMedian"], skill: number): string {
  if (against?.skill == null || against.skill >= 0) return "";
  return `, ${skill >= 0 ? "but" : "and"} raised it by ${percent(-against.skill)} against the plain median (which needs no weights), ${sureness(against)}`;
}

function testOf({ score }: SweepResult): string[] {
  const { assessment } = score.walkForward;
  if (assessment?.test.testable !== true) return [];
  const { interval, test, reasons } = assessment;
  const range =
    interval === null ? "" : `95% interval ${signed(interval.low)} to ${signed(interval.high)}, `;
  const doubt =
    reasons.length === 0
      ? ""
      : " The sets are too few, or depend too much on each other, for this test to be relied on.";
  return [`Out of sample: ${range}p ${pValueText(test.pValue)}.${doubt}`];
}

function hindsight(result: SweepResult): string[] {
  const { best, skill, luck } = result.score.inSample;
  if (best === null || skill === null) return [];
  const through = result.sets.filter(({ droppedAt }) => droppedAt === null).length;
  const [first, ...others] = result.score.inSample.meanLosses;
  if (others.length > 0 && others.every((loss) => loss === first)) {
    return [
      `All ${counted(through, "parameter set")} have the same mean loss: ${signed(skill)} against equal weights.`,
    ];
  }
  const share =
    luck === null || through < 2
      ? ""
      : ` The best of ${counted(through, "equally good parameter set")} would show ${percent(luck)} by luck alone.`;
  return [
    `In hindsight ${setText(result, best)} is best: ${signed(skill)} against equal weights on the sets that it was chosen on.${share}`,
  ];
}

function overfittingOf({ score: { overfitting } }: SweepResult): string[] {
  if (overfitting === null) return [];
  return [
    `In ${percent(overfitting)} of the ways to halve the history, what is best in one half is at most median in the other. This is an indication, not a test.`,
  ];
}

function faults({ sets }: SweepResult): string[] {
  const failed = sets.filter(({ failure }) => failure !== null);
  const [first] = failed;
  if (first === undefined) return [];
  return [
    `${counted(failed.length, "parameter set")} had failed rounds; the first failure: ${first.failure ?? ""}`,
  ];
}

/** Shares below this are what rounding leaves of two equal means. */
const ROUNDING = 1e-12;

function signed(share: number): string {
  if (Math.abs(share) < ROUNDING) return percent(0);
  return `${share < 0 ? "-" : "+"}${percent(Math.abs(share))}`;
}
