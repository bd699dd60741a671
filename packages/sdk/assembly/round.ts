import { payloadLength, readPayload } from "./host/payload";
import { InferenceSet } from "./inference-set";
import { ENTRY, SET_COUNT, SET_HEADER, SET_LEFT_OUT, SET_TIMESTAMP } from "./payload/layout";
import { PayloadReader } from "./payload/reader";
import { sortPlaces } from "./sort";
import { Truth } from "./truth/truth";
import { Weights } from "./weights";
import { Worker, Workers } from "./workers";

/** The chain keeps weights as integers: this many stand for 1. */
const UNITS: f64 = 100000;

/** Addresses of the sets, while they are being sorted. */
let headers = new StaticArray<usize>(0);

/** What one run of the weight logic is about: the inferences of its window and the weights that stood before it. */
export class Round {
  /** Everyone with an inference in the window or a stored weight. */
  readonly workers: Workers;
  /**
   * The current weights as fractions: what the chain has stored, divided by 100000. In the first round, when nothing is stored
   * yet, everyone has the same weight. `weights.has(worker)` tells a worker without a stored weight from one with weight 0.
   */
  readonly weights: Weights;
  /** Whether the topic has no stored weights yet. */
  readonly isFirst: bool;
  private readonly sets: StaticArray<InferenceSet>;

  private constructor(payload: PayloadReader) {
    const weights = new Weights(payload.workers);
    const isFirst = startWeights(weights);
    this.workers = payload.workers;
    this.sets = newestFirst(payload);
    this.weights = weights;
    this.isFirst = isFirst;
  }

  /**
   * Reads the round from the host. A worker's bad value costs only that one inference (a note on stderr says so); a malformed
   * payload ends the run with its place on stderr and exit code 65.
   */
  static read(): Round {
    const start = readPayload();
    const payload = new PayloadReader(start, payloadLength);
    payload.read();
    return new Round(payload);
  }

  /** How many sets of inferences the window has. */
  get length(): i32 {
    return this.sets.length;
  }

  /** A set of inferences. @param index 0 for the newest, `length` - 1 for the oldest */
  set(index: i32): InferenceSet {
    return this.sets[index];
  }

  /** The newest set whose ground truth is known by now; one that does not exist (an empty set) when there is none. */
  latestWithTruth(truth: Truth): InferenceSet {
    for (let i = 0; i < this.length; i++) {
      const set = this.set(i);
      if (truth.isKnown(set)) return set;
    }
    return new InferenceSet(this.workers, 0, 0, 0);
  }
}

/** Fills in the current weights; true when nothing was stored and they are uniform. */
function startWeights(weights: Weights): bool {
  const workers = weights.workers;
  let isFirst = true;
  for (let worker: Worker = 0; worker < workers.count; worker++) {
    if (workers.stored(worker) != 0) isFirst = false;
  }
  for (let worker: Worker = 0; worker < workers.count; worker++) {
    if (isFirst) weights.set(worker, 1 / <f64>workers.count);
    else if (workers.hasStored(worker)) weights.set(worker, <f64>workers.stored(worker) / UNITS);
  }
  return isFirst;
}

/** The payload's sets, newest first. The chain sends them so, but nothing depends on it. */
function newestFirst(payload: PayloadReader): StaticArray<InferenceSet> {
  const count = payload.setCount;
  headers = new StaticArray<usize>(count);
  const places = new StaticArray<i32>(count);
  let at = payload.sets;
  let sorted = true;
  for (let i = 0; i < count; i++) {
    unchecked((headers[i] = at));
    unchecked((places[i] = i));
    if (i && !isNewer(i - 1, i)) sorted = false;
    at += SET_HEADER + <usize>load<u32>(at, SET_COUNT) * ENTRY;
  }
  if (!sorted) sortPlaces(places, isNewer);
  const sets = new StaticArray<InferenceSet>(count);
  for (let i = 0; i < count; i++) {
    const place = unchecked(places[i]);
    const end =
      place + 1 < count
        ? load<u32>(unchecked(headers[place + 1]), SET_LEFT_OUT)
        : payload.leftOutCount;
    unchecked(
      (sets[i] = new InferenceSet(
        payload.workers,
        unchecked(headers[place]),
        payload.leftOut,
        end,
      )),
    );
  }
  return sets;
}

/** Whether one set is newer than another; of two at the same time, the one that stands first counts as newer. */
function isNewer(a: i32, b: i32): bool {
  const first = load<u64>(unchecked(headers[a]), SET_TIMESTAMP);
  const second = load<u64>(unchecked(headers[b]), SET_TIMESTAMP);
  return first == second ? a < b : first > second;
}
