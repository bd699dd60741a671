import type { OverallVerdict } from "../metrics/overall.js";
import { count, counted, percent, signedPercent } from "./text/numbers.js";
import { failedHeadline, pValueText } from "./verdict-words.js";

/** What many topics show together, in words. */
export interface OverallWords {
  readonly headline: string;
  readonly sentences: readonly string[];
}

export function overallWords(overall: OverallVerdict): OverallWords {
  const { about, byTopic, failed } = overall;
  const compared = [countsOf(overall), ...chanceOf(overall)];
  switch (about) {
    case "failed rounds": {
      const all = failed?.rounds === failed?.of;
      const rest = all ? [] : [...troubles(overall), differenceOf(overall), ...compared];
      return { headline: failedHeadline(failed), sentences: rest };
    }
    case "never learnt": {
      const headline = `The logic never learnt in any of ${counted(byTopic.length, "topic")}, so there is nothing to judge.`;
      return { headline, sentences: [] };
    }
    case "nothing compared":
    case "baselines":
      return { headline: differenceOf(overall), sentences: [...troubles(overall), ...compared] };
  }
}

/** In how many topics there is nothing to judge, or little. */
function troubles({ topicsAbout, byTopic }: OverallVerdict): string[] {
  const sentence = (topics: number, what: string): string[] =>
    topics === 0 ? [] : [`In ${count(topics)} of ${counted(byTopic.length, "topic")} ${what}.`];
  return [
    ...sentence(topicsAbout["failed rounds"], "a tenth of the rounds or more failed"),
    ...sentence(topicsAbout["never learnt"], "the logic never learnt"),
  ];
}

function differenceOf({ together, topics }: OverallVerdict): string {
  const { kind, skill, meanDifference, interval, test, reasons } = together;
  if (meanDifference === null || skill === null) return "Nothing could be compared in any topic.";
  const over = `over ${counted(topics, "topic")}`;
  if (meanDifference === 0) return `Your weights do exactly as well as equal weights, ${over}.`;
  const verb = meanDifference < 0 ? "lower" : "raise";
  const range =
    interval === null
      ? ""
      : `95% interval ${signedPercent(interval.low)} to ${signedPercent(interval.high)}, `;
  const numbers = test.testable ? ` (${range}p ${pValueText(test.pValue)})` : "";
  const sure = {
    better: "more than chance",
    worse: "more than chance",
    borderline: "which is borderline",
    "could be chance": "which could be chance",
    untestable: "which cannot be tested",
  };
  const doubt = reasons.length > 0 ? "but that cannot be relied on" : sure[kind];
  return `Your weights ${verb} the loss by ${percent(Math.abs(skill))} against equal weights, ${over}, ${doubt}${numbers}.`;
}

function countsOf({ byTopic, withoutScale }: OverallVerdict): string {
  const of = (kind: "better" | "worse"): number =>
    byTopic.filter((topic) => topic.kind === kind && topic.beyondChance).length;
  const [better, worse] = [of("better"), of("worse")];
  const positive = byTopic.filter(({ skill }) => (skill ?? 0) > 0).length;
  const none =
    withoutScale === 0 ? "" : ` ${counted(withoutScale, "topic")} had nothing to compare.`;
  const alone =
    better + worse === 0
      ? "no topic alone is better or worse by more than chance"
      : `${count(better)} better and ${count(worse)} worse by more than chance`;
  return `The loss is lower in ${count(positive)} of ${counted(byTopic.length, "topic")}; corrected for their number (Holm), ${alone}.${none}`;
}

function chanceOf({ significant, byChance }: OverallVerdict): string[] {
  if (byChance === null) return [];
  return [
    `Without that correction, ${count(significant)} would be significant at 5%; by chance alone, up to ${count(byChance.usuallyAtMost)} would be, ` +
      `in 19 of 20 histories in which nothing is better (the topics' differences correlate by ${byChance.correlation.toFixed(2)}).`,
  ];
}
