import { combinationWord, valueWords } from "../kinds/kinds.js";
import { type BaselineName, BASELINES } from "../kinds/score.js";
import type { Comparison } from "../metrics/folds/comparison.js";
import type { ReliabilityReason } from "../metrics/statistics/reliability.js";
import type { SetCounts } from "../metrics/counts.js";
import type { ReplaySummary } from "../metrics/summary.js";
import type { Verdict } from "../metrics/verdict.js";
import { count, counted, fixed, lossDecimals, percent, signedPercent } from "./text/numbers.js";

/** A verdict in words: text, JSON, page and CI reports print these and no others. */
export interface VerdictWords {
  /** One sentence, without markup, with its full stop. */
  readonly headline: string;
  /** Other things that a reader must know, a sentence each. */
  readonly sentences: readonly string[];
  readonly tone: "good" | "bad" | "unsure";
}

export function verdictWords(summary: ReplaySummary): VerdictWords {
  const { verdict } = summary;
  const { conclusion } = verdict;
  const tone = conclusion === "better" ? "good" : conclusion === "worse" ? "bad" : "unsure";
  switch (verdict.about) {
    case "nothing compared":
      return { headline: nothingCompared(summary.sets), sentences: [], tone };
    case "failed rounds":
      return failedRounds(summary);
    case "never learnt":
      return { headline: neverLearnt(summary), sentences: unlearntSentences(summary), tone };
    case "baselines":
      return { headline: baselines(summary), sentences: sentences(summary), tone };
  }
}

/** What is known of sets of which none was compared. */
export type AnsweredSets = Pick<
  SetCounts,
  "total" | "inferences" | "leftOut" | "unusable" | "withoutTruth" | "warmUp"
>;

/** Why nothing could be compared, and where to look. */
export function nothingCompared(sets: AnsweredSets): string {
  const { total, inferences, leftOut, unusable, withoutTruth, warmUp } = sets;
  return `Nothing could be compared: ${nothingBecause()}`;

  function nothingBecause(): string {
    if (total === 0) return "there are no inferences.";
    if (inferences === 0 && leftOut > 0) {
      return `the network accepted none of ${counted(leftOut, "answer")}. It cannot store their values, or their workers may not take part yet.`;
    }
    if (inferences > 0 && unusable === inferences) {
      return `none of ${counted(inferences, "inference")} is a value of the topic's kind. Check --value-kind.`;
    }
    if (withoutTruth === total) {
      return `none of ${counted(total, "set")} has a truth. Check that truths have the timestamps of the sets.`;
    }
    if (warmUp > 0 && warmUp + withoutTruth === total) {
      return `all ${counted(warmUp, "set")} with a truth are in the warm-up. Lower --warm-up.`;
    }
    return "no set after warm-up has both a truth and an inference.";
  }
}

function failedRounds(summary: ReplaySummary): VerdictWords {
  const { failed } = summary.verdict;
  const { compared } = summary.sets;
  const all = failed?.rounds === failed?.of;
  const rest = all || compared === 0 ? [] : [baselines(summary), ...sentences(summary)];
  return { headline: failedHeadline(failed), sentences: rest, tone: "bad" };
}

/** What comes first where all or many rounds failed. */
export function failedHeadline(failed: Verdict["failed"]): string {
  const { rounds, of } = failed ?? { rounds: 0, of: 0 };
  if (rounds === of) {
    return `${of === 1 ? "The only round" : `All ${counted(of, "round")}`} failed, so there are no weights to judge.`;
  }
  const share = percent(rounds / of);
  return `${count(rounds)} of ${counted(of, "round")} failed (${share}), so many sets were combined with old weights.`;
}

const CAUSES = {
  "rounds failed": "since the rounds failed",
  "nothing scorable": "since no inference had a known truth when its round ran",
  "truth not asked": "since it asked for no truth that was known",
  unknown: null,
} as const;

function neverLearnt({ verdict, coverage, workers }: ReplaySummary): string {
  if (workers.length === 1 && verdict.unlearnt?.sign !== "no weights") {
    return "There is only one worker, which has all the weight, so there is nothing to judge.";
  }
  const { sign, cause } = verdict.unlearnt ?? { sign: "never moved", cause: "unknown" };
  const why =
    CAUSES[cause] ?? `though it could have scored ${counted(coverage.scored, "inference")}`;
  const signs = {
    "no weights": "no set came after weights were stored",
    "never moved": "its weights never moved",
    "all alike": "its weights made no difference to any set",
  };
  return `The logic never learnt, so there is nothing to judge: ${signs[sign]}, ${why}.`;
}

function unlearntSentences(summary: ReplaySummary): string[] {
  const { verdict, against } = summary;
  if (verdict.unlearnt?.sign === "no weights") return [];
  const equal = against.equal;
  const effect =
    equal === null ? [] : [`${sentenceCase(effectOn(summary, "equal"))}${untested(equal)}.`];
  return [...effect, ...partsSentence(summary)];
}

/** How the weights compare with baselines that need none. */
function baselines(summary: ReplaySummary): string {
  const { verdict, against, errors } = summary;
  const { strongest } = verdict;
  const equal = against.equal;
  if (equal === null || strongest === null) return nothingCompared(summary.sets);
  const first = effectOn(summary, "equal");
  if (strongest === "equal") return `Your weights ${first}${doubt(equal)}.`;
  const other = against[strongest];
  if (other === null) return `Your weights ${first}${doubt(equal)}.`;
  const name = `the ${baselineWord(summary, strongest)}`;
  const [own, best] = [errors.weighted ?? NaN, errors[strongest] ?? NaN];
  if (own < best) {
    const also = effectOn(summary, strongest, true);
    if (clause(equal) === clause(other)) {
      return `Your weights ${first} and ${also}, the strongest baseline${doubt(other)}.`;
    }
    return `Your weights ${first}${doubt(equal)}; ${also}, the strongest baseline${doubt(other)}.`;
  }
  if (own === best)
    return `Your weights ${first}, and are exactly as good as ${name}, which needs no weights.`;
  const gap = best > 0 ? `${percent(own / best - 1)} worse` : "worse";
  const link = (equal.meanDifference ?? 0) < 0 ? "but" : "and";
  const both = sharedDoubt(equal, other);
  if (both !== null) {
    return `Your weights ${first}, ${link} do ${gap} than ${name}, which needs no weights; ${both}.`;
  }
  return `Your weights ${first}${doubt(equal)}, ${link} do ${gap} than ${name} (which needs no weights)${doubt(other)}.`;
}

/** `lower the error by 3.2% against equal weights`. */
function effectOn(summary: ReplaySummary, baseline: BaselineName, short = false): string {
  const comparison = summary.against[baseline];
  const name = baseline === "equal" ? "equal weights" : `the ${baselineWord(summary, baseline)}`;
  const { skill = null, meanDifference = null } = comparison ?? {};
  if (meanDifference === null || meanDifference === 0) {
    return short ? `are as good as ${name}` : `do exactly as well as ${name}`;
  }
  const loss = lossPhrase(summary);
  const verb = meanDifference < 0 ? "lower" : "raise";
  const decimals = lossDecimals(Math.abs(meanDifference));
  const amount =
    skill === null
      ? `from 0 by ${fixed(Math.abs(meanDifference), decimals)}`
      : `by ${percent(Math.abs(skill))}`;
  return short ? `${amount} against ${name}` : `${verb} the ${loss} ${amount} against ${name}`;
}

/** The loss, by name where it is not the kind's own. */
function lossPhrase(summary: ReplaySummary): string {
  const { values, loss } = summary;
  if (loss === "absolute error") return "error";
  return loss === "relative error" || loss === "log error"
    ? valueWords({ values, loss }).loss
    : valueWords({ values }).loss;
}

function baselineWord(summary: ReplaySummary, name: BaselineName): string {
  return name === "median" ? "plain median" : combinationWord(summary, name);
}

/** The words after a difference: how sure it is. */
function doubt(comparison: Comparison): string {
  const text = clause(comparison);
  return text === "" ? "" : `, ${text}`;
}

/** How sure two differences are, in one phrase where it is the same. */
function sharedDoubt(one: Comparison, other: Comparison): string | null {
  if (clause(one) !== clause(other)) return null;
  if (one.kind === "could be chance") return "both could be chance";
  const certain = one.kind === "better" || one.kind === "worse";
  return certain && one.reasons.length === 0 ? "both by more than chance" : null;
}

function clause(comparison: Comparison): string {
  const { kind, reasons, test, sets } = comparison;
  const unreliable = reasons.length > 0;
  switch (kind) {
    case "better":
    case "worse":
      return unreliable ? "but that cannot be relied on" : "more than chance";
    case "borderline":
      return "which is borderline";
    case "could be chance":
      return "which could be chance";
    case "untestable":
      if (test.testable || test.reason === "no difference") return "";
      return `which cannot be tested${test.reason === "too few sets" ? ` with ${counted(sets, "set")}` : ""}`;
  }
}

/** Why a difference has no test. */
export function untestableReason({ test, sets }: Comparison): string | null {
  if (test.testable) return null;
  switch (test.reason) {
    case "too few sets":
      return `${counted(sets, "set")} ${sets === 1 ? "is" : "are"} too few for a test`;
    case "no difference":
      return "there is no difference in any set";
    case "constant difference":
      return "the difference is the same in every set, so it has no spread to test it against";
    case "not finite":
      return "the losses are too large to compute with";
  }
}

function untested(comparison: Comparison): string {
  const { test } = comparison;
  if (test.testable || test.reason === "no difference") return "";
  return `; this cannot be tested, since ${untestableReason(comparison) ?? ""}`;
}

function sentences(summary: ReplaySummary): string[] {
  const { verdict, against } = summary;
  const chosen = verdict.strongest === null ? null : against[verdict.strongest];
  if (chosen === null) return [];
  const why = untestableReason(chosen);
  const stated = verdict.stated.flatMap((name) => numbers(summary, name));
  return [
    ...stated,
    ...(why === null || chosen.meanDifference === 0 ? [] : [`No test is possible: ${why}.`]),
    ...verdict.reasons.map(reasonSentence),
    ...(verdict.detectable === null ? [] : [detectableSentence(summary, verdict.detectable)]),
    ...partsSentence(summary),
  ];
}

/** The numbers behind one comparison. */
function numbers(summary: ReplaySummary, name: BaselineName): string[] {
  const comparison = summary.against[name];
  if (comparison?.test.testable !== true) return [];
  const { interval, adjustedPValue, mcNemar, kind } = comparison;
  const against = name === "equal" ? "equal weights" : `the ${baselineWord(summary, name)}`;
  const range =
    interval === null
      ? []
      : [`95% interval ${signedPercent(interval.low)} to ${signedPercent(interval.high)}`];
  const family = BASELINES.filter((other) => summary.against[other] !== null).length;
  const corrected =
    family > 1 && name !== "equal" ? ` (corrected for ${count(family)} baselines)` : "";
  const p = [`p ${pValueText(adjustedPValue)}${corrected}`];
  const exact = mcNemar === null ? [] : [`exact McNemar p ${pValueText(mcNemar.pValue)}`];
  const differ = kind === "borderline" ? ` These disagree, hence borderline.` : "";
  return [`Against ${against}: ${[...range, ...p, ...exact].join(", ")}.${differ}`];
}

/** `= 0.031`, `< 0.001`. */
export function pValueText(p: number | null): string {
  if (p === null) return "not known";
  return p < 0.001 ? "< 0.001" : `= ${p.toFixed(3)}`;
}

function reasonSentence({ reason, value, limit }: ReliabilityReason): string {
  const start = "The verdict cannot be relied on:";
  switch (reason) {
    case "few sets":
      return `${start} ${counted(value, "set")} ${value === 1 ? "is" : "are"} fewer than the ${limit} that it needs.`;
    case "dependent sets":
      return `${start} differences in successive sets depend on each other (correlation ${value.toFixed(2)}, above ${limit}).`;
    case "few effective sets":
      return `${start} nearly all of the difference comes from ${fixed(value, 1)} sets (${limit} are needed).`;
  }
}

function detectableSentence(summary: ReplaySummary, detectable: number): string {
  const { strongest } = summary.verdict;
  const against =
    strongest === null || strongest === "equal"
      ? "equal weights"
      : `the ${baselineWord(summary, strongest)}`;
  const sets = counted(summary.sets.compared, "set");
  if (detectable >= 1) return `With these ${sets}, even a large difference could be missed.`;
  return `With these ${sets}, only a difference of ${percent(detectable)} or more from ${against} would be found 4 times in 5.`;
}

/** Parts below this show as 0. */
const SHOWN = 0.0005;

function partsSentence(summary: ReplaySummary): string[] {
  const { verdict, against } = summary;
  const { parts } = verdict;
  if (parts === null || Math.abs(parts.membership) < SHOWN) return [];
  const { members } = against;
  const tested =
    verdict.about === "never learnt" || members?.test.testable !== true
      ? ""
      : ` (p ${pValueText(members.adjustedPValue)} against equal weights of the same members)`;
  return [
    `Of the difference from equal weights, ${signedPercent(parts.weights)} comes from the weights${tested} ` +
      `and ${signedPercent(parts.membership)} from leaving out workers without weight.`,
  ];
}

function sentenceCase(text: string): string {
  return `The combination ${text.replace(/^(lower|raise)/, "$1s").replace(/^do /, "does ")}`;
}
