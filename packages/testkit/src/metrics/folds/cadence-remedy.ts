import { medianGap } from "../../numbers/median-gap.js";
import { Column } from "../../numbers/column.js";

/** Weight cadences that would leave fewer inferences unscorable than the one in use. */
export interface CadenceRemedy {
  /** Longest time from an inference to its truth, in seconds. */
  readonly longestLag: number;
  /** The cadence in use. */
  readonly current: CadenceShares;
  /** The smallest tried cadence at which every inference that has a truth can be scored, or null when none does that. */
  readonly complete: CadenceShares | null;
  /**
   * The smallest tried cadence at which at least nine in ten can be, and more than now, or null. Of those the smallest at which the
   * logic would use no less than now, where there is one; else `used` has what it would cost.
   */
  readonly ninety: CadenceShares | null;
}

/** What a weight cadence, in seconds, does to the inferences that have a truth: parts of 1. */
export interface CadenceShares {
  readonly cadence: number;
  /** Could be scored by a round. */
  readonly scorable: number;
  /** Would be used by a logic that uses as many sets a round as this one did; null where that is not known. */
  readonly used: number | null;
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

  /** From each set to its truth, in seconds; sets without truth are left out. */
  lags(): Float64Array {
    const lags = this.availableAt.values().map((at, i) => at - this.timestamps.at(i));
    return lags.filter((lag) => !Number.isNaN(lag));
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
 * Shares of the inferences with a truth that some round could score, and that a logic which uses the newest `setsPerRound` of a
 * window's scorable sets would use, if the topic's weight cadence were `cadence`: rounds run at start + k * cadence, and a set is
 * seen by the first round after it (protocol section 2; a set made at a round's own block time belongs to the next). 1 when
 * there is nothing to score.
 *
 * @param start Block time of the first round, UNIX seconds.
 * @param cadence Seconds.
 * @param setsPerRound Null where it is not known; Infinity for all.
 */
export function cadenceShares(
  columns: CoverageColumns,
  start: number,
  cadence: number,
  setsPerRound: number | null,
): CadenceShares {
  let [known, scorable, used] = [0, 0, 0];
  let window: number[] = [];
  let period = Number.NEGATIVE_INFINITY;
  const most = setsPerRound ?? 0;
  const close = (): void => {
    for (const inferences of most === 0 ? [] : window.slice(-most)) used += inferences;
    window = [];
  };
  for (let i = 0; i < columns.timestamps.length; i += 1) {
    const availableAt = columns.availableAt.at(i);
    if (Number.isNaN(availableAt)) continue;
    const inferences = columns.inferences.at(i);
    const periods = Math.floor((columns.timestamps.at(i) - start) / cadence) + 1;
    if (periods !== period) close();
    period = periods;
    known += inferences;
    if (start + periods * cadence < availableAt) continue;
    scorable += inferences;
    window.push(inferences);
  }
  close();
  const part = (n: number): number => (known === 0 ? 1 : n / known);
  return { cadence, scorable: part(scorable), used: setsPerRound === null ? null : part(used) };
}

const MAX_CANDIDATES = 512;
const MAX_STEPS = 50_000_000;
/** Longer cadences would leave fewer windows than this: no history to learn from. */
const FEWEST_WINDOWS = 4;
/** The chain's `min_weight_cadence`, seconds. */
const SHORTEST_CADENCE = 3600;

/** What the search for a better cadence starts from. */
export interface CadencesInUse {
  /** Block time of the first round, UNIX seconds. */
  readonly start: number;
  /** Seconds. */
  readonly inferenceCadence: number;
  readonly weightCadence: number;
  /** Most sets that the logic used in a round; null where that is not known, Infinity for all. */
  readonly setsPerRound: number | null;
}

/**
 * Looks for the smallest weight cadence that would let rounds score what they now cannot, never one at which less could be scored
 * than now. Tried are whole fractions and whole multiples of the inference cadence, and of the history's own: the median time from
 * one set to the next, when that is another. Others drift against the sets and score a changing part of them.
 */
export function cadenceRemedy(columns: CoverageColumns, inUse: CadencesInUse): CadenceRemedy {
  const { start, inferenceCadence, weightCadence, setsPerRound } = inUse;
  const longestLag = columns.longestLag();
  const current = cadenceShares(columns, start, weightCadence, setsPerRound);
  let complete: CadenceShares | null = null;
  let ninety: CadenceShares | null = null;
  const costs = ({ used }: CadenceShares): boolean => (used ?? 0) < (current.used ?? 0);
  for (const cadence of candidates(columns, start, inferenceCadence, longestLag)) {
    const shares = cadenceShares(columns, start, cadence, setsPerRound);
    if (shares.scorable <= current.scorable || shares.scorable < 0.9) continue;
    if (ninety === null || (costs(ninety) && !costs(shares))) ninety = shares;
    if (shares.scorable < 1) continue;
    if (complete === null || (costs(complete) && !costs(shares))) complete = shares;
    if (!costs(shares)) break;
  }
  return { longestLag, current, complete, ninety };
}

/** Cadences to try, ascending. */
function candidates(
  columns: CoverageColumns,
  start: number,
  inferenceCadence: number,
  longestLag: number,
): number[] {
  const sets = columns.timestamps.length;
  const longest = (columns.timestamps.at(sets - 1) - start) / FEWEST_WINDOWS;
  const most = Math.max(8, Math.min(MAX_CANDIDATES, Math.floor(MAX_STEPS / (sets + 1))));
  const least = Math.max(longestLag, SHORTEST_CADENCE);
  const gap = medianGap(columns.timestamps.values()) ?? inferenceCadence;
  const found = new Set<number>();
  for (const step of new Set([inferenceCadence, gap])) {
    for (const cadence of fractions(step, least, most)) found.add(cadence);
    for (let k = 1; k <= most && k * step <= longest; k += 1) found.add(k * step);
  }
  return [...found].sort((a, b) => a - b);
}

/** Whole seconds `cadence / m` with m > 1, at least `least`, ascending. */
function fractions(cadence: number, least: number, most: number): number[] {
  const found: number[] = [];
  for (let m = Math.min(most, Math.floor(cadence / least)); m > 1; m -= 1) {
    if (cadence % m === 0) found.push(cadence / m);
  }
  return found;
}
