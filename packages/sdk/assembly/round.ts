import { commit } from "./commit";
import { payloadLength, readPayload } from "./host/payload";
import { InferenceSet } from "./inference-set";
import { ENTRY, SET_COUNT, SET_HEADER, SET_TIMESTAMP, UNITS } from "./payload/layout";
import { PayloadReader } from "./payload/reader";
import { SeedPayloadReader } from "./payload/seed-reader";
import { readAs } from "./payload/texts";
import { Labels } from "./scoring/labels";
import { DistributionTexts, LabelTexts, VectorTexts } from "./scoring/texts";
import { Distributions, Vectors } from "./scoring/vectors";
import { sort } from "./sort";
import { mistake } from "./trap";
import { Truth } from "./truth/truth";
import { Weights } from "./weights";
import { Worker, Workers } from "./workers";

/** The input of one run of the weight logic: the inferences of its window and the current weights. */
export class Round {
  /** Everyone with an inference in the window or a stored weight. */
  readonly workers: Workers;
  /**
   * The current weights as fractions: what the chain has stored, divided by 100000. In the first round, when nothing is stored
   * yet, everyone has the same weight. `weights.has(worker)` is false for a worker without a stored weight, true for one with weight 0.
   */
  readonly weights: Weights;
  /**
   * Whether the topic has no stored weights yet. Always false on a host that follows the seed document: it stores the same weight for
   * everyone before the first round.
   */
  readonly isFirst: bool;
  /** How many sets of inferences the window has; 0 when it is empty. */
  readonly length: i32;
  /** Addresses of the sets, u32 each, newest first. */
  private readonly sets: usize;
  private readonly leftOut: usize;

  private constructor(payload: PayloadReader) {
    const weights = new Weights(payload.workers);
    const isFirst = startWeights(weights);
    // Stored weights need not be committed again; the equal weights of a first round must be. But the second run of a topic's first block
    // sees only one set, and equal weights for the few workers in it would hold back whoever comes later.
    weights.isLearnt = select<bool>(payload.setCount > 1, false, isFirst);
    this.workers = payload.workers;
    this.weights = weights;
    this.isFirst = isFirst;
    this.length = payload.setCount;
    this.sets = newestFirst(payload.sets, payload.setCount);
    this.leftOut = payload.leftOut.start;
  }

  /**
   * Reads the round from the host. An invalid value costs only that inference (left out, with a note on stderr). A malformed payload
   * ends the run with exit code 65 and the place on stderr; a payload that cannot be read, with exit code 69.
   */
  static read(): Round {
    const start = readPayload();
    return Round.from(new PayloadReader(start, payloadLength));
  }

  /**
   * As `read`, on a host that follows the seed document: values are any finite numbers, and the payload also holds the ground truth (see
   * `Truth.fromPayload`) and all reputers' weights (see `WeightMatrix`). Reads the chain's payload too.
   */
  static readSeed(): Round {
    const start = readPayload();
    return Round.from(new SeedPayloadReader(start, payloadLength));
  }

  /**
   * As `readSeed`, when values and ground truth are labels. Each becomes the number of its class, from 0, for `Loss.zeroOne` and similar.
   * An inference that is neither a label nor the number of one is left out, with a note; such a truth ends the run with exit code 65.
   * @param labels names of the classes, in the order of their numbers; compared byte by byte
   */
  static readLabels(labels: StaticArray<string>): Round {
    readAs(new LabelTexts(new Labels(labels)));
    return Round.readSeed();
  }

  /**
   * As `readSeed`, when values are distributions over classes, `"[0.2,0.5,0.3]"`, and ground truth is the class that occurred, by label or
   * number. An inference that is not a distribution is left out, with a note; a truth that is not a class ends the run with exit code 65. A
   * set's `value` is then only for functions that take a `Packing`: pass these distributions.
   * @param distributions the classes; see there
   */
  static readDistributions(distributions: Distributions): Round {
    readAs(new DistributionTexts(distributions));
    return Round.readSeed();
  }

  /**
   * As `readSeed`, when values are vectors, `"[12.5,3,-1]"`: intervals, quantiles, or several things at once. Ground truth is a number
   * (`Truth.fromPayload`) or a vector (`Vectors.truth`). An inference that is not a vector of that length is left out, with a note; a truth
   * that is neither ends the run with exit code 65. A set's `value` is then only for functions that take a `Packing`: pass these vectors.
   * @param vectors how many numbers each has; see there
   */
  static readVectors(vectors: Vectors): Round {
    readAs(new VectorTexts(vectors));
    return Round.readSeed();
  }

  private static from(payload: PayloadReader): Round {
    payload.read();
    return new Round(payload);
  }

  /** A set of inferences. Any other index ends the run. @param index 0 for the newest, `length` - 1 for the oldest */
  set(index: i32): InferenceSet {
    if (<u32>index >= <u32>this.length) mistake("no such index");
    return new InferenceSet(
      this.workers,
      load<u32>(this.sets + ((<usize>index) << 2)),
      this.leftOut,
    );
  }

  /**
   * Ends the round without changing any weight: prints an object that names nobody, so that everybody keeps the weight that the chain has
   * stored. Call it instead of `Weights.commit`, when the round has nothing to learn from. When no rule learnt anything, `Weights.commit`
   * does this by itself, so logic needs it only for other reasons.
   *
   * The chain repeats every due run in the next block. The second run sees only the set made at the first one's block time, if there is one,
   * and the next due run sees that set again. Where truth is known at once (`Truth.median`), write `if (round.length < 2) round.keepWeights()`:
   * otherwise the second run learns from half a window.
   */
  keepWeights(): void {
    commit(this.weights, false);
  }

  /** The newest set whose ground truth is known by now; when there is none, an empty set whose `exists` is false. */
  latestWithTruth(truth: Truth): InferenceSet {
    for (let i = 0; i < this.length; i++) {
      const set = this.set(i);
      if (truth.isKnown(set)) return set;
    }
    return new InferenceSet(this.workers, 0, 0);
  }
}

/** Fills in the current weights; true when nothing was stored and they are uniform. */
function startWeights(weights: Weights): bool {
  const workers = weights.workers;
  let isFirst = true;
  for (let worker: Worker = 0; worker < workers.count; worker++) {
    if (!workers.hasStored(worker)) continue;
    const stored = workers.stored(worker);
    if (stored) isFirst = false;
    weights.set(worker, <f64>stored / UNITS);
  }
  for (let worker: Worker = 0; isFirst && worker < workers.count; worker++) {
    weights.set(worker, 1 / <f64>workers.count);
  }
  return isFirst;
}

/** The addresses of the sets that lie one after the other, newest first. The chain sends them so, but nothing depends on it. */
function newestFirst(sets: usize, count: i32): usize {
  const addresses = heap.alloc((<usize>count) << 2);
  let sorted = true;
  for (let i = 0; i < count; i++) {
    const at = addresses + ((<usize>i) << 2);
    store<u32>(at, <u32>sets);
    if (i && !isNewer(load<i32>(at - 4), <i32>sets)) sorted = false;
    sets += SET_HEADER + <usize>load<u32>(sets, SET_COUNT) * ENTRY;
  }
  if (!sorted) sort(addresses, count, isNewer);
  return addresses;
}

/** Whether one set is newer than another; of two at the same time, the one that stands first counts as newer. */
function isNewer(a: i32, b: i32): bool {
  const first = load<u64>(a, SET_TIMESTAMP);
  const second = load<u64>(b, SET_TIMESTAMP);
  return first == second ? <u32>a < <u32>b : first > second;
}
