import { MIN_SETS } from "../../metrics/statistics/reliability.js";
import { count, counted } from "../../report/text/numbers.js";
import { safeText } from "../../report/text/untrusted.js";
import { nothingCompared, pValueText } from "../../report/verdict-words.js";
import { allAnswers } from "../answers.js";
import type { RaceResult, Rule, TopicComparison } from "./compare.js";
import type { PartingCause } from "./parting-cause.js";
import { RACE_LEVEL } from "./race.js";

/** What a comparison shows, in words: the same in text, JSON and on the page. */
export interface CompareWords {
  readonly headline: string;
  readonly sentences: readonly string[];
}

/**
 * @param rules Their names must be safe to print.
 * @param topics Whose sets were compared.
 */
export function compareWords(
  result: RaceResult,
  rules: readonly Rule[],
  topics: readonly Pick<TopicComparison, "sets">[],
): CompareWords {
  const { race } = result;
  const names = rules.map(({ name }) => name);
  if (race.sets === 0) {
    return {
      headline: nothingCompared(allAnswers(topics.map(({ sets }) => sets))),
      sentences: logicFaults(rules),
    };
  }
  if (rules.every(failedAltogether)) {
    return {
      headline:
        "Nothing could be compared: every round of every logic failed, so there are no weights to judge.",
      sentences: logicFaults(rules),
    };
  }
  return {
    headline: headlineOf(result, names),
    sentences: [
      ...logicFaults(rules),
      ...exclusions(result, names),
      ...beyondChance(result, names),
      ...doubts(result),
    ],
  };
}

function headlineOf({ race }: RaceResult, names: readonly string[]): string {
  const left = names.filter((_, rule) => race.standings[rule]?.inRace === true);
  const least = race.best === null ? null : race.standings[race.best]?.meanLoss;
  const best = names.filter((_, rule) => race.standings[rule]?.meanLoss === least);
  if (best.length === names.length) return `All ${count(names.length)} have the same mean loss.`;
  if (left.length === names.length) {
    const have = best.length === 1 ? "has" : "have";
    return `Any of the ${count(names.length)} can be the best: ${best.join(", ")} ${have} the smallest mean loss, but no difference is beyond chance.`;
  }
  const [only, another] = left;
  if (only !== undefined && another === undefined) {
    return `${only} is the best of the ${count(names.length)}, beyond chance.`;
  }
  return `Still in the race: ${left.join(", ")} (${count(left.length)} of ${count(names.length)}).`;
}

/** What makes a logic's losses not its own: they come before any difference. */
function logicFaults(rules: readonly Rule[]): string[] {
  const failed = rules.filter(({ failure }) => failure !== null).map(failureSentence);
  const unlearnt = rules.filter(({ learnt }) => learnt === false).map(({ name }) => name);
  return unlearnt.length === 0
    ? failed
    : [
        ...failed,
        `${unlearnt.join(", ")} never learnt: the weights did not move, or made no difference.`,
      ];
}

/** Whether a rule's weights are none of a logic's: a baseline has none, and a logic whose rounds all failed neither. */
function failedAltogether({ kind, rounds, failedRounds }: Rule): boolean {
  return kind === "baseline" || (rounds > 0 && failedRounds === rounds);
}

function failureSentence({ name, rounds, failedRounds, failure }: Rule): string {
  if (failure === null) return "";
  const { code, message, rounds: often } = failure;
  const what =
    failedRounds === 0
      ? "failed in second runs only"
      : failedRounds === rounds
        ? `failed in all ${counted(rounds, "round")}`
        : `failed in ${count(failedRounds)} of ${counted(rounds, "round")}`;
  const most = often < failedRounds ? `, in ${count(often)} of them` : "";
  return `${name} ${what}${most} with ${code}: ${safeText(message)}. \`weightkit explain ${code}\` prints what to do.`;
}

function exclusions({ race }: RaceResult, names: readonly string[]): string[] {
  return names.flatMap((name, rule) => {
    const surest = race.pairs
      .filter(({ excludes }) => excludes === rule)
      .sort((a, b) => (a.adjustedPValue ?? 1) - (b.adjustedPValue ?? 1))[0];
    if (surest === undefined) return [];
    const by = names[surest.first === rule ? surest.second : surest.first] ?? "";
    return [
      `${name} is out: ${by} loses less (p ${pValueText(surest.adjustedPValue ?? 1)}, corrected for all ${count(race.pairs.length)} pairs).`,
    ];
  });
}

function beyondChance({ against, baseline }: RaceResult, names: readonly string[]): string[] {
  const of = (kind: "better" | "worse"): string[] =>
    names.filter((_, rule) => against[rule]?.kind === kind && against[rule].beyondChance);
  const sentence = (found: readonly string[], word: string): string[] =>
    found.length === 0
      ? []
      : [
          `${listed(found)} ${found.length === 1 ? "is" : "are"} ${word} than ${names[baseline] ?? ""} beyond chance (Holm, ${counted(names.length - 1, "comparison")}).`,
        ];
  return [...sentence(of("better"), "better"), ...sentence(of("worse"), "worse")];
}

/** `a`, `a and b`, `a, b and c`. */
function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** What speaks against reading much into it. */
function doubts({ race }: RaceResult): string[] {
  if (race.sets < MIN_SETS) {
    return [
      `With ${counted(race.sets, "set")} no rule can be excluded: ${count(MIN_SETS)} are needed.`,
    ];
  }
  const unreliable = race.pairs.filter(
    ({ assessment, adjustedPValue }) =>
      assessment.reasons.length > 0 && adjustedPValue !== null && adjustedPValue < RACE_LEVEL,
  ).length;
  return unreliable === 0
    ? []
    : [
        `${counted(unreliable, "pair")} would exclude a rule but cannot be relied on: the sets depend on each other, or few of them make the difference.`,
      ];
}

/**
 * What makes a logic part from the first, as a sentence; null where that does not show.
 * @param names The first logic's and the other's.
 */
export function causeSentence(
  cause: PartingCause | null,
  [first, other]: readonly [string, string],
): string | null {
  if (cause === null) return null;
  if (cause.kind === "parameters") {
    const changes = cause.parameters.map(
      ({ name, values: [before, after] }) =>
        `${name} is ${after ?? "absent"} instead of ${before ?? "absent"}`,
    );
    return `Parameters differ: ${changes.join(", ")}.`;
  }
  const { of, file, line, text } = cause;
  const [whose, without] = of === "other" ? [other, first] : [first, other];
  return `The first line that ran there in ${whose} and that ${without} does not have is \`${safeText(text)}\` (${safeText(file)}:${line}).`;
}
