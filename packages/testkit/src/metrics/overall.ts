import type { TopicLosses } from "./statistics/overall.js";
import { overallLosses } from "./statistics/overall.js";
import { type Assessment, assessDifference, SIGNIFICANCE } from "./statistics/assess.js";
import {
  type CountSpread,
  meanCrossCorrelation,
  significantCountSpread,
} from "./statistics/count-spread.js";
import { adjust, withAdjusted } from "./folds/comparison.js";
import type { ReplaySummary } from "./summary.js";
import { MANY_FAILED, type Verdict } from "./verdict.js";

/** What many topics together show about a logic, against equal weights. */
export interface OverallVerdict {
  /** What the headline is about, as a topic's own; `never learnt` only where that is so of every topic that was compared. */
  readonly about: Verdict["about"];
  /** Topics by what their own headline is about. */
  readonly topicsAbout: Readonly<Record<Verdict["about"], number>>;
  /** Rounds of all topics that failed; null when none did. */
  readonly failed: Verdict["failed"];
  /** All topics as one series: losses in units of each topic's mean loss of equal weights, averaged by time. */
  readonly together: Assessment;
  /** Topics in that series, and those without a scale, whose equal weights were never wrong or that had nothing to compare. */
  readonly topics: number;
  readonly withoutScale: number;
  /** One a topic, in order. */
  readonly byTopic: readonly TopicVerdict[];
  /** Topics whose own test, uncorrected, has p below 5 %. */
  readonly significant: number;
  /** How many those would be if no topic were better or worse; null where no topic has a test. */
  readonly byChance: CountSpread | null;
}

export interface TopicVerdict {
  readonly topic: string;
  readonly skill: number | null;
  /** Its own test's p, and after Holm's correction for all topics; null where it has no test. */
  readonly pValue: number | null;
  readonly adjustedPValue: number | null;
  /** Judged by the corrected p. */
  readonly kind: Assessment["kind"];
  readonly beyondChance: boolean;
}

/** @param series One a summary, in the same order. */
export function overallVerdict(
  summaries: readonly ReplaySummary[],
  series: readonly TopicLosses[],
): OverallVerdict {
  const { losses, reference, topics, withoutScale } = overallLosses(series);
  const own = summaries.map(({ against }) => pValueOf(against.equal));
  const adjusted = adjust(own);
  const tested = own.filter((p) => p !== null);
  const topicsAbout = countAbout(summaries);
  const failed = failedOf(summaries);
  return {
    about: aboutOf(topicsAbout, failed),
    topicsAbout,
    failed,
    together: assessDifference(losses, reference),
    topics,
    withoutScale,
    byTopic: summaries.map(({ topic, against }, i) =>
      topicVerdict(topic, against.equal, adjusted[i] ?? null),
    ),
    significant: tested.filter((p) => p < SIGNIFICANCE).length,
    byChance:
      tested.length === 0
        ? null
        : significantCountSpread(tested.length, meanCrossCorrelation(differences(series)) ?? 0),
  };
}

function countAbout(summaries: readonly ReplaySummary[]): OverallVerdict["topicsAbout"] {
  const counts = { "nothing compared": 0, "failed rounds": 0, "never learnt": 0, baselines: 0 };
  for (const { verdict } of summaries) counts[verdict.about] += 1;
  return counts;
}

function failedOf(summaries: readonly ReplaySummary[]): Verdict["failed"] {
  let [rounds, of] = [0, 0];
  for (const summary of summaries) {
    rounds += summary.rounds.failed;
    of += summary.rounds.ran - summary.rounds.skipped;
  }
  return rounds === 0 ? null : { rounds, of };
}

function aboutOf(
  topics: OverallVerdict["topicsAbout"],
  failed: Verdict["failed"],
): Verdict["about"] {
  if (failed !== null && failed.rounds >= MANY_FAILED * failed.of) return "failed rounds";
  if (topics.baselines > 0) return "baselines";
  return topics["never learnt"] > 0 ? "never learnt" : "nothing compared";
}

function pValueOf(comparison: Assessment | null): number | null {
  return comparison?.test.testable === true ? comparison.test.pValue : null;
}

function topicVerdict(
  topic: string,
  comparison: Assessment | null,
  adjusted: number | null,
): TopicVerdict {
  const pValue = pValueOf(comparison);
  if (comparison === null) {
    const kind = "untestable";
    return { topic, skill: null, pValue, adjustedPValue: null, kind, beyondChance: false };
  }
  const { skill, adjustedPValue, kind, beyondChance } = withAdjusted(comparison, adjusted);
  return { topic, skill, pValue, adjustedPValue, kind, beyondChance };
}

function differences(
  series: readonly TopicLosses[],
): { readonly timestamps: Float64Array; readonly differences: Float64Array }[] {
  return series.map(({ timestamps, losses, reference }) => ({
    timestamps: Float64Array.from(timestamps),
    differences: Float64Array.from(losses, (loss, t) => loss - (reference[t] ?? Number.NaN)),
  }));
}
