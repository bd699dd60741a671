import type { CadenceShares } from "../metrics/folds/cadence-remedy.js";
import type { Coverage } from "../metrics/folds/coverage.js";
import type { ReplaySummary } from "../metrics/summary.js";
import { lostPayloadShare, PIPE_BYTES } from "../runtime/stdin-wait.js";
import { count, counted, duration, fixed, lossDecimals, percent } from "./text/numbers.js";
import { valueWords } from "../kinds/kinds.js";

/** Decimals for the losses of a replay, all alike. */
export function decimalsOf({ errors }: ReplaySummary): number {
  return lossDecimals(Math.max(...Object.values(errors).map((error) => error ?? 0)));
}

/** Other things that a reader of the errors must know, one sentence each without a full stop. */
export function setFindings(summary: ReplaySummary): string[] {
  const { sets, naive } = summary;
  const found: string[] = [];
  const were = (n: number): string => (n === 1 ? "was" : "were");
  if (naive !== null && naive.sets < sets.compared) {
    const decimals = decimalsOf(summary);
    found.push(
      `the ${valueWords(summary).naive} is compared on the ${counted(naive.sets, "set")} that had one, ` +
        `where weighted has ${fixed(naive.weighted, decimals)}`,
    );
  }
  if (sets.uniform > 0) {
    found.push(
      `${counted(sets.uniform, "set")} came before any weight was stored and ${were(sets.uniform)} combined with equal weights`,
    );
  }
  if (sets.fallback > 0) {
    found.push(
      `${counted(sets.fallback, "set")} had no worker with any weight and ${were(sets.fallback)} combined with equal weights`,
    );
  }
  if (sets.warmUp > 0) found.push(`${counted(sets.warmUp, "set")} left out as warm-up`);
  if (sets.withoutTruth > 0) {
    found.push(`${counted(sets.withoutTruth, "set")} without truth left out`);
  }
  return [...found, ...valueFindings([summary])];
}

/** How values were changed when they were stored, over all topics of a replay. */
export function valueFindings(summaries: readonly ReplaySummary[]): string[] {
  const total = (of: (summary: ReplaySummary) => number): number =>
    summaries.reduce((sum, summary) => sum + of(summary), 0);
  const found: string[] = [];
  const leftOut = total(({ sets }) => sets.leftOut);
  if (leftOut > 0) {
    found.push(
      `${counted(leftOut, "answer")} not accepted: not a number that the host can store, or from workers that may not take part yet`,
    );
  }
  const unusable = total(({ sets }) => sets.unusable);
  if (unusable > 0) {
    const kind = summaries[0]?.values.kind ?? "number";
    found.push(`${counted(unusable, "inference")} ignored: not a ${kind} of this topic`);
  }
  const withheld = total((summary) => summary.withheld);
  if (withheld > 0) {
    found.push(
      `${counted(withheld, "inference")} came with extra_data or proof, which the payload of ${summaries[0]?.host.title ?? "the host"} cannot hold, so the logic does not get them`,
    );
  }
  const rounded = summaries.filter(({ values }) => values.packingBase === undefined);
  const changed = rounded.reduce((sum, { rounding }) => sum + rounding.inferences, 0);
  const worst = Math.max(0, ...rounded.map(({ rounding }) => rounding.worst));
  if (changed > 0) {
    found.push(
      `${counted(changed, "inference")} changed by more than 0.1% when stored as an integer ` +
        `(${fixed(worst * 100, 2)}% at worst): have workers multiply values by a scale, and the logic divide by it (Values.scaled)`,
    );
  }
  return found;
}

/** Why inferences can never be scored, and what weight cadence would help at what price; null when all can. */
export function coverageRemedy({ remedy, setsPerRound }: Coverage): string | null {
  if (remedy === null) return null;
  const { complete, ninety, current, longestLag } = remedy;
  const late = `truth comes up to ${duration(longestLag)} late`;
  if (complete !== null) return `${late}. ${cadenceEffect(complete, current, setsPerRound)}`;
  const always =
    "The last inferences before a round are always too recent, so no cadence scores all";
  if (ninety !== null) return `${late}. ${always}. ${cadenceEffect(ninety, current, setsPerRound)}`;
  const none =
    current.scorable >= 0.9
      ? "no weight cadence that fits this history scores more"
      : "no weight cadence that fits this history scores 9 in 10";
  return `${late}. ${always}; ${none}`;
}

function cadenceEffect(
  { cadence, scorable, used }: CadenceShares,
  current: CadenceShares,
  setsPerRound: number | null,
): string {
  const could = `of ${duration(cadence)} could score ${percent(scorable)}`;
  const price = cadence > current.cadence ? ", with fewer and later rounds" : "";
  if (used === null || setsPerRound === null || current.used === null) {
    return `A weight cadence ${could}${price}`;
  }
  const logic = `if the logic keeps using ${counted(setsPerRound, "set")} a round, it would use`;
  return used < current.used
    ? `A weight cadence ${could}, but ${logic} only ${percent(used)} instead of ${percent(current.used)}: first let it use more sets a round`
    : `A weight cadence ${could}${price}; ${logic} ${percent(used)} (now ${percent(current.used)})`;
}

/** How each other host would have differed on this history, where it would have. */
export function hostFindings({ others }: ReplaySummary["host"]): string[] {
  return others
    .filter(({ differences }) => differences.length > 0)
    .map(({ host, differences }) => `--profile ${host} would differ: ${differences.join("; ")}`);
}

/** What to do about payloads that may not arrive; null when all fit a pipe at once. */
export function payloadAdvice(summaries: readonly ReplaySummary[]): string | null {
  const most = Math.max(0, ...summaries.map(({ payload }) => payload?.most ?? 0));
  const lost = lostPayloadShare(most);
  if (lost === null) return null;
  return (
    `payloads of more than ${counted(PIPE_BYTES, "byte")} do not fit into a pipe at once. A node with bls-runtime 0.3.1 waits only 10 ms for the rest: ` +
    `on a busy machine, ${percent(lost)} of payloads about as large as the largest here arrived empty. Shorter windows make them smaller ` +
    `(a shorter weight cadence, fewer inferences); --lost-payloads ${String(lost)} shows what the loss costs`
  );
}

/** What the harness noted about rounds, with how often. */
export function roundFindings({ notes }: ReplaySummary): string[] {
  return notes.map(({ text, rounds }) => (rounds > 1 ? `${text} (${count(rounds)} rounds)` : text));
}
