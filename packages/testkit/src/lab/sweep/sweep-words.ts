import { counted, percent } from "../../report/text/numbers.js";
import { nothingCompared, pValueText } from "../../report/verdict-words.js";
import { parameterValueText } from "../../wasm/parameter.js";
import type { Assessment } from "../../metrics/statistics/assess.js";
import type { SweepScore } from "./score.js";
import { mostFrequent, type RoundsFailed } from "../most-frequent.js";
import type { SweepResult, SweptSet } from "./sweep.js";

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

function headlineOf({ score, sets: tried, answers, timestamps }: SweepResult): string {
  const { assessment, againstMedian, steps } = score.walkForward;
  const through = tried.filter(({ droppedAt }) => droppedAt === null);
  if (through.length > 0 && through.every(failedAltogether)) {
    return "Nothing could be compared: every round failed with all parameter sets, so there are no weights to judge.";
  }
  if (timestamps.length === 0) return nothingCompared(answers);
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

function failedAltogether({ rounds, failedRounds }: SweptSet): boolean {
  return rounds > 0 && failedRounds === rounds;
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
  if (skill === null) return [];
  if (best === null) {
    return [
      `All ${counted(result.sets.length, "parameter set")} have the same mean loss: ${signed(skill)} against equal weights.`,
    ];
  }
  const through = result.sets.filter(({ droppedAt }) => droppedAt === null).length;
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
  const most = mostFrequent(failed.flatMap(asFailure));
  if (most === null) return [];
  const had = failed.every(failedAltogether) ? "had only failed rounds" : "had failed rounds";
  return [
    `${counted(failed.length, "parameter set")} ${had}, most often with ${most.code}: ${most.message}. \`weightkit explain ${most.code}\` prints what to do.`,
  ];
}

/** A parameter set's failure, which is its code and text. */
function asFailure({ failure, failedRounds: rounds }: SweptSet): RoundsFailed[] {
  if (failure === null) return [];
  const [code = "", ...words] = failure.split(" ");
  return [{ code, message: words.join(" "), rounds }];
}

function signed(share: number): string {
  const size = percent(Math.abs(share));
  // Too little to show: a sign before "< 0.1%" would be unreadable.
  if (share === 0 || size.startsWith("<")) return share < 0 ? "> -0.1%" : size;
  return `${share < 0 ? "-" : "+"}${size}`;
}
