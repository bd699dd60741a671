// Every loss, normalizer and rule as an exported function on columns that the host writes into memory: `begin` makes the workers, `column`
// gives the address of one of four columns (n numbers, then n bytes of whether there is one). Results are written to column 0.
import {
  Age,
  Consensus,
  InferenceSet,
  Loss,
  LossOf,
  LossWindow,
  Losses,
  Missing,
  Normalize,
  Packing,
  PerWorker,
  Scores,
  Truth,
  Values,
  Weights,
  Workers,
} from "@weightkit/sdk";
import {
  ENTRY,
  ENTRY_VALUE,
  ENTRY_WORKER,
  SET_COUNT,
  SET_HEADER,
  SET_TIMESTAMP,
} from "@weightkit/sdk/assembly/payload/layout";
import { exp } from "@weightkit/sdk/assembly/math/exp";
import { log as ln } from "@weightkit/sdk/assembly/math/log";
import { median } from "@weightkit/sdk/assembly/math/median";
import { UnitSum } from "@weightkit/sdk/assembly/math/unit-sum";

let workers = changetype<Workers>(0);
let columns: usize = 0;
let size: usize = 0;

export function begin(count: i32): void {
  workers = new Workers();
  for (let i = 0; i < count; i++) {
    const name = String.UTF8.encode("worker" + i.toString());
    workers.intern(changetype<usize>(name), name.byteLength);
  }
  size = ((<usize>count * 9 + 7) >> 3) << 3;
  columns = heap.alloc(4 * size);
  memory.fill(columns, 0, 4 * size);
}

export function column(index: i32): usize {
  return columns + <usize>index * size;
}

function fill<T extends PerWorker>(result: T, index: i32): T {
  const start = column(index);
  for (let i = 0; i < workers.count; i++) {
    if (load<bool>(start + ((<usize>workers.count) << 3) + <usize>i))
      result.set(i, load<f64>(start + ((<usize>i) << 3)));
  }
  return result;
}

const weights = (): Weights => fill(new Weights(workers), 0);
const losses = (): Losses => fill(new Losses(workers), 1);
const scores = (): Scores => fill(new Scores(workers), 1);

/** Column 1 as a set of inferences at a time. */
function set(timestamp: u64): InferenceSet {
  const values = fill(new PerWorker(workers), 1);
  const header = heap.alloc(SET_HEADER + <usize>workers.count * ENTRY);
  memory.fill(header, 0, SET_HEADER);
  let at = header + SET_HEADER;
  for (let i = 0; i < workers.count; i++) {
    if (!values.has(i)) continue;
    store<i32>(at, i, ENTRY_WORKER);
    store<f64>(at, values.get(i), ENTRY_VALUE);
    at += ENTRY;
  }
  store<u64>(header, timestamp, SET_TIMESTAMP);
  store<u32>(header, values.count(), SET_COUNT);
  return new InferenceSet(workers, header, 0);
}

class Known extends Truth {
  constructor(private readonly value: f64) {
    super();
  }

  protected find(_: InferenceSet): f64 {
    return this.value;
  }
}

function give(result: PerWorker): void {
  const start = column(0);
  for (let i = 0; i < workers.count; i++) {
    store<f64>(start + ((<usize>i) << 3), result.get(i));
    store<bool>(start + ((<usize>workers.count) << 3) + <usize>i, result.has(i));
  }
}

// Losses of column 1.
export function absolute(y: f64): void {
  give(Loss.absolute(set(1), new Known(y)));
}
export function squared(y: f64): void {
  give(Loss.squared(set(1), new Known(y)));
}
export function logCosh(y: f64, p: f64): void {
  give(Loss.logCosh(set(1), new Known(y), p));
}
export function huber(y: f64, p: f64): void {
  give(Loss.huber(set(1), new Known(y), p));
}
export function pinball(y: f64, p: f64): void {
  give(Loss.pinball(set(1), new Known(y), p));
}
export function absolutePercentage(y: f64, p: f64): void {
  give(Loss.absolutePercentage(set(1), new Known(y), p));
}
export function symmetricPercentage(y: f64): void {
  give(Loss.symmetricPercentage(set(1), new Known(y)));
}
export function scaled(y: f64, p: f64): void {
  give(Loss.scaled(set(1), new Known(y), p));
}
export function gaussian(y: f64, p: f64): void {
  give(Loss.gaussian(set(1), new Known(y), p));
}
export function brier(y: f64): void {
  give(Loss.brier(set(1), new Known(y)));
}
export function log(y: f64, p: f64): void {
  give(Loss.log(set(1), new Known(y), p));
}
export function zeroOne(y: f64): void {
  give(Loss.zeroOne(set(1), new Known(y)));
}
export function fromMedian(): void {
  give(Loss.fromMedian(set(1)));
}
export function rankedProbability(y: f64, parts: f64, base: f64): void {
  give(Loss.rankedProbability(set(1), new Known(y), new Packing(<i32>parts, <i32>base)));
}
export function categoricalBrier(y: f64, parts: f64, base: f64): void {
  give(Loss.categoricalBrier(set(1), new Known(y), new Packing(<i32>parts, <i32>base)));
}
export function categoricalLog(y: f64, parts: f64, base: f64, epsilon: f64): void {
  give(Loss.categoricalLog(set(1), new Known(y), new Packing(<i32>parts, <i32>base), epsilon));
}
export function interval(y: f64, level: f64, base: f64, scale: f64, offset: f64): void {
  give(Loss.interval(set(1), new Known(y), new Packing(2, <i32>base, scale, offset), level));
}
/** Levels i / (parts + 1). */
export function quantiles(y: f64, parts: f64, base: f64, scale: f64, offset: f64): void {
  const levels = new StaticArray<f64>(<i32>parts);
  for (let i = 0; i < levels.length; i++) levels[i] = <f64>(i + 1) / (parts + 1);
  give(
    Loss.quantiles(set(1), new Known(y), new Packing(<i32>parts, <i32>base, scale, offset), levels),
  );
}

// The same for one inference, without a set.
export function ofAbsolute(x: f64, y: f64): f64 {
  return LossOf.absolute(x, y);
}
export function ofSquared(x: f64, y: f64): f64 {
  return LossOf.squared(x, y);
}
export function ofLogCosh(x: f64, y: f64, p: f64): f64 {
  return LossOf.logCosh(x, y, p);
}
export function ofHuber(x: f64, y: f64, p: f64): f64 {
  return LossOf.huber(x, y, p);
}
export function ofPinball(x: f64, y: f64, p: f64): f64 {
  return LossOf.pinball(x, y, p);
}
export function ofAbsolutePercentage(x: f64, y: f64, p: f64): f64 {
  return LossOf.absolutePercentage(x, y, p);
}
export function ofSymmetricPercentage(x: f64, y: f64): f64 {
  return LossOf.symmetricPercentage(x, y);
}
export function ofScaled(x: f64, y: f64, p: f64): f64 {
  return LossOf.scaled(x, y, p);
}
export function ofGaussian(x: f64, y: f64, p: f64): f64 {
  return LossOf.gaussian(x, y, p);
}
export function ofBrier(x: f64, y: f64): f64 {
  return LossOf.brier(x, y);
}
export function ofLog(x: f64, y: f64, p: f64): f64 {
  return LossOf.log(x, y, p);
}
export function ofZeroOne(x: f64, y: f64): f64 {
  return LossOf.zeroOne(x, y);
}
export function ofRankedProbability(x: f64, y: f64, parts: f64, base: f64): f64 {
  return LossOf.rankedProbability(x, y, new Packing(<i32>parts, <i32>base));
}
export function ofCategoricalBrier(x: f64, y: f64, parts: f64, base: f64): f64 {
  return LossOf.categoricalBrier(x, y, new Packing(<i32>parts, <i32>base));
}
export function ofCategoricalLog(x: f64, y: f64, parts: f64, base: f64, epsilon: f64): f64 {
  return LossOf.categoricalLog(x, y, new Packing(<i32>parts, <i32>base), epsilon);
}
export function ofInterval(x: f64, y: f64, level: f64, base: f64, scale: f64, offset: f64): f64 {
  return LossOf.interval(x, y, new Packing(2, <i32>base, scale, offset), level);
}
export function ofQuantiles(x: f64, y: f64, parts: f64, base: f64, scale: f64, offset: f64): f64 {
  const levels = new StaticArray<f64>(<i32>parts);
  for (let i = 0; i < levels.length; i++) levels[i] = <f64>(i + 1) / (parts + 1);
  return LossOf.quantiles(x, y, new Packing(<i32>parts, <i32>base, scale, offset), levels);
}

function read(set: InferenceSet): void {
  give(set.byWorker());
}
export function valuesScaled(scale: f64, offset: f64): void {
  read(Values.scaled(set(1), scale, offset));
}
export function valuesProbabilities(scale: f64): void {
  read(Values.probabilities(set(1), scale));
}
export function valuesIntegers(): void {
  read(Values.integers(set(1)));
}
export function valuesLabels(classes: f64): void {
  read(Values.labels(set(1), <i32>classes));
}
export function valuesPacked(parts: f64, base: f64): void {
  read(Values.packed(set(1), new Packing(<i32>parts, <i32>base)));
}
export function valuesIntervals(base: f64): void {
  read(Values.intervals(set(1), new Packing(2, <i32>base)));
}
export function valuesDistributions(parts: f64, base: f64): void {
  read(Values.distributions(set(1), new Packing(<i32>parts, <i32>base)));
}
export function packingColumn(index: f64, parts: f64, base: f64, scale: f64, offset: f64): void {
  read(Values.column(set(1), new Packing(<i32>parts, <i32>base, scale, offset), <i32>index));
}
export function leftOutOfLabels(classes: f64): f64 {
  const first = Values.labels(set(1), <i32>classes);
  const second = Values.labels(first, <i32>classes - 1);
  return second.leftOutLength;
}

// Normalizers of column 1, more being better unless the name has "losses".
export function normalizeSum(): void {
  give(Normalize.sum(scores()));
}
export function normalizeMax(): void {
  give(Normalize.max(scores()));
}
export function softmax(t: f64): void {
  give(Normalize.softmax(scores(), t));
}
export function softmaxOfLosses(t: f64): void {
  give(Normalize.softmax(losses(), t));
}
export function ranks(): void {
  give(Normalize.ranks(scores()));
}
export function ranksOfLosses(): void {
  give(Normalize.ranks(losses()));
}
export function sparsemax(t: f64): void {
  give(Normalize.sparsemax(scores(), t));
}
export function sparsemaxOfLosses(t: f64): void {
  give(Normalize.sparsemax(losses(), t));
}
export function normalizeCapped(most: f64): void {
  give(Normalize.capped(scores(), most));
}
export function seed(): void {
  give(losses().normalized().inverted());
}
export function relative(): void {
  give(losses().relative());
}

// Rules: weights in column 0, losses, scores, inferences or attendance in column 1.
export function ema(alpha: f64): void {
  give(weights().ema(scores(), alpha));
}
export function hedge(rate: f64): void {
  give(weights().hedge(losses(), rate));
}
export function bayes(memory: f64): void {
  give(weights().bayes(losses(), memory));
}
export function exponentiatedGradient(y: f64, scale: f64, rate: f64): void {
  give(weights().exponentiatedGradient(set(1), new Known(y), scale, rate));
}
export function inverseVariance(least: f64): void {
  give(weights().inverseVariance(losses(), least));
}
export function followTheLeader(decay: f64): void {
  give(weights().followTheLeader(losses(), decay));
}
export function medianDistance(least: f64): void {
  give(weights().medianDistance(losses(), least));
}
export function floored(least: f64): void {
  give(weights().floored(least));
}
export function spread(share: f64): void {
  give(weights().spread(share));
}
export function capped(most: f64): void {
  give(weights().capped(most));
}
export function newcomers(share: f64): void {
  give(weights().newcomers(share));
}
export function liveness(required: f64): void {
  give(weights().liveness(scores(), required));
}

// A window of three sets: the losses in columns 1, 2 and 3, with weights a, b and c.
export function lossWindow(policy: f64, amount: f64, a: f64, b: f64, c: f64, summed: f64): void {
  let missing = Missing.ignored();
  if (policy == 1) missing = Missing.costs(amount);
  else if (policy == 2) missing = Missing.asWorst(amount);
  else if (policy == 3) missing = Missing.asMean();
  const window = new LossWindow(workers, missing);
  window.add(fill(new Losses(workers), 1), a);
  window.add(fill(new Losses(workers), 2), b);
  window.add(fill(new Losses(workers), 3), c);
  give(summed ? window.sum() : window.mean());
}

// Consensus of the inferences in column 1, with the weights in column 0.
export function consensusMedian(): f64 {
  return Consensus.median(set(1));
}
export function trimmedMean(share: f64): f64 {
  return Consensus.trimmedMean(set(1), share);
}
export function weightedMean(): f64 {
  return Consensus.weightedMean(set(1), weights());
}
export function weightedMedian(): f64 {
  return Consensus.weightedMedian(set(1), weights());
}

function numbers(): StaticArray<f64> {
  const all = new StaticArray<f64>(workers.count);
  for (let i = 0; i < all.length; i++) all[i] = load<f64>(column(1) + ((<usize>i) << 3));
  return all;
}
/** Of every number in column 1. */
export function expOf(): void {
  const result = new PerWorker(workers);
  const all = numbers();
  for (let i = 0; i < all.length; i++) result.set(i, exp(all[i]));
  give(result);
}
export function logOf(): void {
  const result = new PerWorker(workers);
  const all = numbers();
  for (let i = 0; i < all.length; i++) result.set(i, ln(all[i]));
  give(result);
}
export function medianOf(): f64 {
  return median(numbers());
}
export function unitSum(): f64 {
  const all = numbers();
  const sum = new UnitSum();
  for (let i = 0; i < all.length; i++) sum.add(all[i]);
  return sum.value;
}
