import type { Comparison } from "../metrics/folds/accuracy-fold.js";
import type { Coverage } from "../metrics/folds/coverage.js";
import type { ReplaySummary } from "../metrics/summary.js";
import { count, counted, duration, fixed, lossDecimals, percent } from "./text/numbers.js";
import { valueWords } from "../kinds/kinds.js";

const SIGNIFICANT = 0.05;

/** Whether a difference is more than chance. Few sets make either test too bold: both must say so. */
export function isSure({ interval, test }: Comparison): boolean {
  if (interval === null || test === null) return false;
  return (interval.low > 0 || interval.high < 0) && test.pValue < SIGNIFICANT;
}

/** Decimals for the losses of a replay, all alike. */
export function decimalsOf({ errors }: ReplaySummary): number {
  return lossDecimals(Math.max(...Object.values(errors).map((error) => error ?? 0)));
}

/** What a reader of the errors must know besides, one sentence each without a full stop. */
export function setFindings(summary: ReplaySummary): string[] {
  const { sets, naive } = summary;
  const said: string[] = [];
  const were = (n: number): string => (n === 1 ? "was" : "were");
  if (naive !== null && naive.sets < sets.compared) {
    const decimals = decimalsOf(summary);
    said.push(
      `the ${valueWords(summary).naive} is compared on the ${counted(naive.sets, "set")} that had one, ` +
        `where weighted has ${fixed(naive.weighted, decimals)}`,
    );
  }
  if (sets.uniform > 0) {
    said.push(
      `${counted(sets.uniform, "set")} came before any weight was stored and ${were(sets.uniform)} combined equally`,
    );
  }
  if (sets.fallback > 0) {
    const their = sets.fallback === 1 ? "its" : "their";
    said.push(
      `${counted(sets.fallback, "set")} had weight for none of ${their} workers and ${were(sets.fallback)} combined equally`,
    );
  }
  if (sets.warmUp > 0) said.push(`${counted(sets.warmUp, "set")} left out as warm-up`);
  if (sets.withoutTruth > 0) {
    said.push(`${counted(sets.withoutTruth, "set")} without truth left out`);
  }
  return [...said, ...valueFindings([summary])];
}

/** What happened to values on their way, over all topics of a replay. */
export function valueFindings(summaries: readonly ReplaySummary[]): string[] {
  const total = (of: (summary: ReplaySummary) => number): number =>
    summaries.reduce((sum, summary) => sum + of(summary), 0);
  const said: string[] = [];
  const leftOut = total(({ sets }) => sets.leftOut);
  if (leftOut > 0) {
    said.push(
      `${counted(leftOut, "answer")} not taken: no number that the host can store, or of workers that may not take part yet`,
    );
  }
  const unusable = total(({ sets }) => sets.unusable);
  if (unusable > 0) {
    const kind = summaries[0]?.values.kind ?? "number";
    said.push(`${counted(unusable, "inference")} passed over: no ${kind} of the topic's`);
  }
  const rounded = summaries.filter(({ values }) => values.packingBase === undefined);
  const changed = rounded.reduce((sum, { rounding }) => sum + rounding.inferences, 0);
  const worst = Math.max(0, ...rounded.map(({ rounding }) => rounding.worst));
  if (changed > 0) {
    said.push(
      `${counted(changed, "inference")} changed by more than 0.1% when stored as an integer ` +
        `(${fixed(worst * 100, 2)}% at worst): let workers multiply by a value scale, which the logic divides by (Values.scaled)`,
    );
  }
  return said;
}

/** Why inferences can never be scored, and what weight cadence would help; null when all can. */
export function coverageRemedy({ remedy }: Coverage): string | null {
  if (remedy === null) return null;
  const { complete, ninety, longestLag } = remedy;
  const late = `truth comes up to ${duration(longestLag)} late`;
  if (complete !== null)
    return `${late}: a weight cadence of ${duration(complete)} would score all`;
  const close =
    ninety === null
      ? "no weight cadence that this history can hold scores 9 in 10"
      : `a weight cadence of ${duration(ninety.cadence)} would score ${percent(ninety.share)}`;
  const always = "the last inferences before a round are always too young, so none scores all";
  return `${late}: ${always}; ${close}`;
}

/** What the harness noted about rounds, with how often. */
export function roundFindings({ notes }: ReplaySummary): string[] {
  return notes.map(({ text, rounds }) => (rounds > 1 ? `${text} (${count(rounds)} rounds)` : text));
}
