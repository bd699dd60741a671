import { Consensus, InferenceSet, Param, PerWorker, Round, Weights, Workers } from "@weightkit/sdk";

/** How far one set moves the ranking of workers whose logarithms are spread by `TRIAL`. */
const RATE = Param.f64("rate", 0.6);
/** The spread (root mean square of the logarithms of weights) at which the ranking is tried out on each set. */
const TRIAL: f64 = 2;
/** The spread grows by exp(SAVED) for a set in which the trial's error is less than that of mean and median by a whole mean error. */
const SAVED = Param.f64("saved", 1);
/** And by exp(COMMON / 2) where all err together, so that only choosing helps; it shrinks by as much where errors cancel, so that a mean is best. */
const COMMON = Param.f64("common", 0.3);
/** The spread after the first set, and the limits between which it stays. */
const FIRST: f64 = 0.25;
const MIN_SPREAD: f64 = 0.05;
const MAX_SPREAD: f64 = 3;
/** Closer to the median than this part of the mean distance from it, a worker only repeats the others' answer. */
const ECHO: f64 = 0.1;
/** The largest loss: an error this many mean errors above the mean one. */
const WORST: f64 = 3;
/** No share below this: the chain would round it to 0, and the worker would come back as a new one. */
const MIN_SHARE: f64 = 2e-5;

/**
 * What the weights know: their logarithms rank the workers, and how far the logarithms are spread is how sure the ranking is. Both are in
 * the weights themselves, so nothing else has to be kept.
 */
export class Trust {
  /** Whether any set has changed anything. */
  hasLearnt: bool = false;
  private readonly workers: Workers;
  /** Logarithm of each worker's weight, relative to their mean. */
  private readonly logs: PerWorker;
  /** Root mean square of the logarithms. */
  private spread: f64;

  constructor(round: Round) {
    const workers = round.workers;
    const weights = round.weights;
    this.workers = workers;
    this.logs = new PerWorker(workers);
    for (let worker = 0; worker < workers.count; worker++) {
      if (weights.get(worker) > 0) this.logs.set(worker, Math.log(weights.get(worker)));
    }
    centre(this.logs);
    this.spread = spreadOf(this.logs);
    // A new worker has shown nothing: it starts one spread below the average, so that leaving and coming back does not pay.
    for (let worker = 0; worker < workers.count; worker++) {
      if (!this.logs.has(worker)) this.logs.set(worker, -this.spread);
    }
  }

  /** Learns from a set and its truth; those who are not in it keep their place. */
  learn(set: InferenceSet, truth: f64): void {
    const size = sizeOf(set, truth);
    const errors = errorsOf(set, truth, size);
    const typical = meanMagnitude(errors);
    if (set.length < 2 || typical == 0) return;
    const isNew = this.spread == 0;
    const scale = isNew ? 0 : TRIAL / this.spread;
    const combined = this.combinedError(set, errors, scale);
    const middle = Consensus.median(set) / size - truth / size;
    const saved = (abs(mean(errors)) + abs(middle)) / 2 - abs(combined);
    const together = abs(mean(errors)) / typical;
    const evidence = SAVED * (saved / typical) + COMMON * (together - 0.5);
    const grown = this.spread * Math.exp(max<f64>(-1, min<f64>(1, evidence)));
    const spread = isNew ? FIRST : max(MIN_SPREAD, min(MAX_SPREAD, grown));
    for (let worker = 0; worker < this.logs.length; worker++) {
      this.logs.set(worker, this.logs.get(worker) * scale);
    }
    const apart = meanDistance(errors, middle);
    for (let i = 0; i < set.length; i++) {
      const worker = set.worker(i);
      const loss = lossOf(unchecked(errors[i]), typical, middle, apart);
      this.logs.set(worker, this.logs.get(worker) - RATE * loss);
    }
    centre(this.logs);
    const now = spreadOf(this.logs);
    if (now < 1e-9) return;
    for (let worker = 0; worker < this.logs.length; worker++) {
      this.logs.set(worker, this.logs.get(worker) * (spread / now));
    }
    this.spread = spread;
    this.hasLearnt = true;
  }

  /** The weights that this trust stands for. */
  weights(): Weights {
    const weights = new Weights(this.workers);
    const most = this.logs.max();
    let sum: f64 = 0;
    for (let worker = 0; worker < weights.length; worker++) {
      const weight = Math.exp(this.logs.get(worker) - most);
      weights.set(worker, weight);
      sum += weight;
    }
    const least = sum * min(MIN_SHARE, 0.5 / <f64>weights.length);
    for (let worker = 0; worker < weights.length; worker++) {
      weights.set(worker, max(weights.get(worker), least));
    }
    return weights;
  }

  /** The error of the set's combination when the logarithms are multiplied by `scale`. */
  private combinedError(set: InferenceSet, errors: StaticArray<f64>, scale: f64): f64 {
    let most = -Infinity;
    for (let i = 0; i < set.length; i++) most = max(most, this.logs.get(set.worker(i)) * scale);
    let total: f64 = 0;
    let sum: f64 = 0;
    for (let i = 0; i < set.length; i++) {
      const weight = Math.exp(this.logs.get(set.worker(i)) * scale - most);
      total += weight;
      sum += weight * unchecked(errors[i]);
    }
    return sum / total;
  }
}

/** How much an error exceeds the mean one, in mean errors. A worker that repeats the median gets neither credit nor blame: the median is known without it. */
function lossOf(error: f64, typical: f64, middle: f64, apart: f64): f64 {
  const distance = apart > 0 ? (error - middle) / (ECHO * apart) : 0;
  return min(WORST, abs(error) / typical - 1) * (1 - Math.exp(-distance * distance));
}

/** The largest number that matters, so that nothing overflows. */
function sizeOf(set: InferenceSet, truth: f64): f64 {
  let size = max(abs(truth), 1e-300);
  for (let i = 0; i < set.length; i++) size = max(size, abs(set.value(i)));
  return size;
}

/** Signed errors, in units of `size`. */
function errorsOf(set: InferenceSet, truth: f64, size: f64): StaticArray<f64> {
  const errors = new StaticArray<f64>(set.length);
  for (let i = 0; i < set.length; i++) {
    unchecked((errors[i] = set.value(i) / size - truth / size));
  }
  return errors;
}

function mean(values: StaticArray<f64>): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < values.length; i++) sum += unchecked(values[i]);
  return sum / <f64>values.length;
}

function meanMagnitude(values: StaticArray<f64>): f64 {
  return meanDistance(values, 0);
}

function meanDistance(values: StaticArray<f64>, from: f64): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < values.length; i++) sum += abs(unchecked(values[i]) - from);
  return sum / <f64>values.length;
}

/** Makes the numbers' mean 0. */
function centre(numbers: PerWorker): void {
  const shift = numbers.count() > 0 ? numbers.sum() / <f64>numbers.count() : 0;
  for (let worker = 0; worker < numbers.length; worker++) {
    if (numbers.has(worker)) numbers.set(worker, numbers.get(worker) - shift);
  }
}

function spreadOf(numbers: PerWorker): f64 {
  let sum: f64 = 0;
  for (let worker = 0; worker < numbers.length; worker++) {
    sum += numbers.get(worker) * numbers.get(worker);
  }
  return numbers.count() > 0 ? Math.sqrt(sum / <f64>numbers.count()) : 0;
}
