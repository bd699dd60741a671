import { at } from "../../numbers/column.js";
import { Random } from "../../numbers/random.js";
import { mean } from "../../numbers/sum.js";
import { type Comparison, compareAll } from "../../metrics/folds/comparison.js";
import type { Assessment } from "../../metrics/statistics/assess.js";
import { blockLength, circularBlocks } from "../../metrics/statistics/circular-blocks.js";
import { backtestOverfitting } from "../../metrics/statistics/overfitting.js";
import { walkForwardFolds } from "../../metrics/statistics/walk-forward.js";

/** Losses of parameter sets on the same judged sets, in order of time. */
export interface LossTable {
  /** UNIX seconds, ascending, one a judged set. */
  readonly timestamps: ArrayLike<number>;
  /** When each truth could be known. */
  readonly availableAt: ArrayLike<number>;
  /** Of equal weights. */
  readonly equal: Float64Array;
  /** Of the plain median; null or left out where there is none. */
  readonly median?: Float64Array | null;
  /** One series a parameter set. */
  readonly losses: readonly Float64Array[];
  /** Whether losses are 0 or 1. */
  readonly zeroOne?: boolean;
}

export interface ScoreOptions {
  /** Part of the sets before the first test, 0 to 1. */
  readonly training: number;
  /** Tests, each with a choice that is frozen for it. */
  readonly tests: number;
  /** Sets before a test that never train. */
  readonly embargo: number;
  /** Of the bootstrap, an unsigned 32-bit integer. */
  readonly seed: number;
  /** UNIX seconds up to which parameter sets were dropped already, so that no test may begin before; null for none. */
  readonly notBefore: number | null;
}

/** One choice, and what it lost until the next. */
export interface Step {
  /** Index of the first judged set of the test, and how many it has. */
  readonly from: number;
  readonly sets: number;
  /** Sets that were known when the choice was made. */
  readonly trained: number;
  /** Index of the parameter set with the smallest mean loss on them, of equals the first. */
  readonly chosen: number;
  /** Mean losses on the test: of the choice, and of equal weights. */
  readonly loss: number;
  readonly equalLoss: number;
}

export interface SweepScore {
  /** What choosing gains out of sample: the losses of the choices, each made before its test. */
  readonly walkForward: {
    readonly steps: readonly Step[];
    /** Against equal weights; sets of several topics at one time count as one. */
    readonly assessment: Assessment | null;
    /** Against the plain median, corrected for both baselines (Holm); null where there is none. */
    readonly againstMedian: Comparison | null;
  };
  readonly inSample: {
    /** Index of the parameter set with the smallest mean loss on all sets, of equals the first; null without sets. */
    readonly best: number | null;
    /** Its 1 - mean loss / equal weights' mean loss, which flatters: it was chosen on the same sets. */
    readonly skill: number | null;
    /** How much of such a skill the best of as many equally good parameter sets has by luck alone. */
    readonly luck: number | null;
    /** One a parameter set. */
    readonly meanLosses: readonly (number | null)[];
  };
  /**
   * How often the best of one half of the history is at most median in the other (combinatorially symmetric cross-validation): an
   * indication, noisy for few parameter sets; null where there are too few sets.
   */
  readonly overfitting: number | null;
}

/** Blocks of the cross-validation: 70 halves. */
const BLOCKS = 8;
const DRAWS = 199;
/** Rules times sets times draws beyond which fewer rules, evenly picked, stand for all in the bootstrap. */
const MAX_RULES_DRAWN = 400;

/** Index of the first judged set that is tested. */
function firstTest(
  timestamps: ArrayLike<number>,
  { training, notBefore }: Pick<ScoreOptions, "training" | "notBefore">,
): number {
  const sets = timestamps.length;
  let first = Math.min(sets, Math.max(1, Math.ceil(sets * training)));
  while (first < sets && notBefore !== null && at(timestamps, first) <= notBefore) first += 1;
  return first;
}

/**
 * Scores a search: what choosing among parameter sets is worth when every choice knows only truths that were available before the sets
 * that it is tested on, and next to it what the best of all looks like in hindsight.
 */
export function scoreSweep(table: LossTable, options: ScoreOptions): SweepScore {
  const { losses, equal } = table;
  const meanLosses = losses.map((series) => mean(series));
  const best = smallest(meanLosses);
  const meanEqual = mean(equal);
  const bestLoss = best === null ? null : (meanLosses[best] ?? null);
  const positive = meanEqual !== null && meanEqual > 0;
  return {
    walkForward: walkForward(table, options),
    inSample: {
      best,
      skill: skillOf(bestLoss, meanEqual),
      luck: positive ? luckOf(losses, options.seed) / meanEqual : null,
      meanLosses,
    },
    overfitting: areAlike(losses)
      ? null
      : (backtestOverfitting(losses, BLOCKS)?.probability ?? null),
  };
}

/** Shares below this are what rounding leaves of two equal means. */
const ROUNDING = 1e-12;

/** 1 - mean loss / equal weights' mean loss; null where one of them is missing or equal weights are never wrong. */
export function skillOf(meanLoss: number | null, meanEqual: number | null): number | null {
  if (meanLoss === null || meanEqual === null || !(meanEqual > 0)) return null;
  const skill = 1 - meanLoss / meanEqual;
  return Math.abs(skill) < ROUNDING ? 0 : skill;
}

/** Whether all lost the same in every set: then nothing is chosen, neither well nor badly. */
export function areAlike([first, ...others]: LossTable["losses"]): boolean {
  return others.every((series) => series.every((loss, t) => loss === first?.[t]));
}

function walkForward(
  { timestamps, availableAt, equal, median = null, losses, zeroOne = false }: LossTable,
  options: ScoreOptions,
): SweepScore["walkForward"] {
  const { tests, embargo } = options;
  const sets = timestamps.length;
  const first = firstTest(timestamps, options);
  const size = Math.max(1, Math.ceil((sets - first) / Math.max(1, tests)));
  const folds = walkForwardFolds(timestamps, availableAt, { first, size, embargo });
  const own = new Averages();
  const baselines = [equal, ...(median === null ? [] : [median])].map((series) => ({
    series,
    tested: new Averages(),
  }));
  const steps = folds.flatMap(({ train, test }): Step[] => {
    const chosen = smallest(losses.map((series) => meanAt(series, train)));
    const series = chosen === null ? undefined : losses[chosen];
    if (chosen === null || series === undefined) return [];
    for (const i of test) {
      const time = at(timestamps, i);
      own.add(time, at(series, i));
      for (const one of baselines) one.tested.add(time, at(one.series, i));
    }
    const loss = meanAt(series, test) ?? Number.NaN;
    const equalLoss = meanAt(equal, test) ?? Number.NaN;
    const step = { from: at(test, 0), sets: test.length, trained: train.length };
    return [{ ...step, chosen, loss, equalLoss }];
  });
  if (steps.length === 0) return { steps, assessment: null, againstMedian: null };
  const compared = compareAll(
    own.values(),
    baselines.map(({ tested }) => tested.values()),
    // Several topics at one time have a mean of votes, which is none.
    { zeroOne: zeroOne && own.isPlain, horizon: 1 },
  );
  return { steps, assessment: compared[0] ?? null, againstMedian: compared[1] ?? null };
}

/** A series by time: sets of several topics at one time depend on each other, so their mean stands for them in tests. */
class Averages {
  readonly #sums: number[] = [];
  readonly #counts: number[] = [];
  #last = Number.NaN;
  /** Whether no two values had the same time. */
  isPlain = true;

  /** @param time not before that of the last value */
  add(time: number, value: number): void {
    const newest = this.#sums.length - 1;
    if (time === this.#last) {
      this.isPlain = false;
      this.#sums[newest] = at(this.#sums, newest) + value;
      this.#counts[newest] = at(this.#counts, newest) + 1;
      return;
    }
    this.#last = time;
    this.#sums.push(value);
    this.#counts.push(1);
  }

  values(): Float64Array {
    return Float64Array.from(this.#sums, (sum, i) => sum / at(this.#counts, i));
  }
}

/** Null for no indices. */
function meanAt(series: Float64Array, indices: readonly number[]): number | null {
  let sum = 0;
  for (const i of indices) sum += at(series, i);
  return indices.length === 0 ? null : sum / indices.length;
}

function smallest(values: readonly (number | null)[]): number | null {
  let best: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [i, value] of values.entries()) {
    if (value === null || !(value < least)) continue;
    [best, least] = [i, value];
  }
  return best;
}

/**
 * By how much the best of rules that are equally good, and as different from each other as these, is below their mean by chance: each
 * rule's differences from the mean of all, centred, in blocks drawn anew; the mean over draws of the largest gain.
 */
function luckOf(given: readonly Float64Array[], seed: number): number {
  const losses = thinned(given);
  const sets = losses[0]?.length ?? 0;
  if (losses.length < 2 || sets === 0) return 0;
  const average = Float64Array.from({ length: sets }, (_, t) => {
    let sum = 0;
    for (const series of losses) sum += series[t] ?? Number.NaN;
    return sum / losses.length;
  });
  const centred = losses.map((series) => {
    const differences = series.map((loss, t) => loss - at(average, t));
    const middle = mean(differences) ?? 0;
    return differences.map((one) => one - middle);
  });
  const random = new Random(seed, 11);
  const drawn = circularBlocks(sets, blockLength(sets), DRAWS, (bound) => random.below(bound));
  let total = 0;
  for (const indices of drawn) {
    let largest = 0;
    for (const series of centred) {
      let sum = 0;
      for (const i of indices) sum += at(series, i);
      largest = Math.max(largest, -sum / sets);
    }
    total += largest;
  }
  return total / drawn.length;
}

/** At most so many that the bootstrap stays quick; the best of fewer is a little less lucky. */
function thinned(losses: readonly Float64Array[]): readonly Float64Array[] {
  const stride = Math.ceil(losses.length / MAX_RULES_DRAWN);
  return stride <= 1 ? losses : losses.filter((_, i) => i % stride === 0);
}
