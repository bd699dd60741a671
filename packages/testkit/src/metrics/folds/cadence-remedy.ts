import { medianGap } from "../../numbers/median-gap.js";
import { Column } from "../../numbers/column.js";

/** Weight cadences, in seconds, that would leave fewer inferences unscorable. */
export interface CadenceRemedy {
  /** Longest time from an inference to its truth, in seconds. */
  readonly longestLag: number;
  /** The smallest tried cadence at which every inference that has a truth can be scored, or null when none does that. */
  readonly complete: number | null;
  /** The smallest tried cadence at which at least nine in ten can be, with the share that it reaches, or null. */
  readonly ninety: { readonly cadence: number; readonly share: number } | null;
}

/** Sets as the search for a better cadence needs them, in order of time. */
export class CoverageColumns {
  readonly timestamps = new Column();
  readonly inferences = new Column();
  /** NaN where there is no truth. */
  readonly availableAt = new Column();

  push(timestamp: number, inferences: number, availableAt: number | null): void {
    this.timestamps.push(timestamp);
    this.inferences.push(inferences);
    this.availableAt.push(availableAt ?? Number.NaN);
  }

  /** Longest time from an inference to its truth, in seconds; 0 when there is no truth at all. */
  longestLag(): number {
    let longest = 0;
    for (let i = 0; i < this.timestamps.length; i += 1) {
      const lag = this.availableAt.at(i) - this.timestamps.at(i);
      if (lag > longest) longest = lag;
    }
    return longest;
  }
}

/**
 * Share of the inferences with a truth that some round could score if the topic's weight cadence were `cadence`: rounds
 * run at start + k * cadence, and a set is seen by the first round after it (protocol section 2; a set made at a round's own
 * block time belongs to the next). 1 when there is nothing to score.
 *
 * @param start Block time of the first round, UNIX seconds.
 * @param cadence Seconds.
 */
export function scorableShare(columns: CoverageColumns, start: number, cadence: number): number {
  let known = 0;
  let scorable = 0;
  for (let i = 0; i < columns.timestamps.length; i += 1) {
    const availableAt = columns.availableAt.at(i);
    if (Number.isNaN(availableAt)) continue;
    const periods = Math.floor((columns.timestamps.at(i) - start) / cadence) + 1;
    known += columns.inferences.at(i);
    if (start + periods * cadence >= availableAt) scorable += columns.inferences.at(i);
  }
  return known === 0 ? 1 : scorable / known;
}

const MAX_CANDIDATES = 512;
const MAX_STEPS = 50_000_000;
/** Longer cadences would leave fewer windows than this: no history to learn from. */
const FEWEST_WINDOWS = 4;
/** The chain's `min_weight_cadence`, seconds. */
const SHORTEST_CADENCE = 3600;

/**
 * Looks for the smallest weight cadence that would let rounds score what they now cannot. Tried are whole fractions and whole
 * multiples of the inference cadence, and of the history's own: the median time from one set to the next, when that is
 * another. Others drift against the sets and score a changing part of them.
 */
export function cadenceRemedy(
  columns: CoverageColumns,
  start: number,
  inferenceCadence: number,
): CadenceRemedy {
  const longestLag = columns.longestLag();
  const sets = columns.timestamps.length;
  const longest = (columns.timestamps.at(sets - 1) - start) / FEWEST_WINDOWS;
  const most = Math.max(8, Math.min(MAX_CANDIDATES, Math.floor(MAX_STEPS / (sets + 1))));
  const least = Math.max(longestLag, SHORTEST_CADENCE);
  const steps = new Set([
    inferenceCadence,
    medianGap(columns.timestamps.values()) ?? inferenceCadence,
  ]);
  const candidates = new Set<number>();
  for (const step of steps) {
    for (const cadence of fractions(step, least, most)) candidates.add(cadence);
    for (let k = 1; k <= most && k * step <= longest; k += 1) candidates.add(k * step);
  }
  let ninety: CadenceRemedy["ninety"] = null;
  for (const cadence of [...candidates].sort((a, b) => a - b)) {
    const share = scorableShare(columns, start, cadence);
    if (share >= 0.9) ninety ??= { cadence, share };
    if (share === 1) return { longestLag, complete: cadence, ninety };
  }
  return { longestLag, complete: null, ninety };
}

/** Whole seconds `cadence / m` with m > 1, at least `least`, ascending. */
function fractions(cadence: number, least: number, most: number): number[] {
  const found: number[] = [];
  for (let m = Math.min(most, Math.floor(cadence / least)); m > 1; m -= 1) {
    if (cadence % m === 0) found.push(cadence / m);
  }
  return found;
}
