import {
  ENTRY,
  ENTRY_VALUE,
  ENTRY_WORKER,
  SET_COUNT,
  SET_HEADER,
  SET_LEFT_OUT,
  SET_LEFT_OUT_COUNT,
  SET_TIMESTAMP,
} from "./payload/layout";
import { PerWorker } from "./per-worker";
import { mistake } from "./trap";
import { Worker, Workers } from "./workers";

/** The header of a set that does not exist. */
const NOTHING = memory.data(20, 8);

/** The inferences that were committed at one time. */
export class InferenceSet {
  private readonly header: usize;

  /** @internal Sets come from `Round`. */
  constructor(
    /** The workers of the round. */
    readonly workers: Workers,
    /** Address of the set (see `payload/layout.ts`), 0 for one that does not exist. */
    header: usize,
    /** Address of the round's list of workers left out. */
    private readonly leftOut: usize,
  ) {
    this.header = header ? header : NOTHING;
  }

  /** False for the empty set that is returned when there is no such set. */
  get exists(): bool {
    return this.header != NOTHING;
  }

  /** When the inferences were committed, UNIX seconds. */
  get timestamp(): u64 {
    return load<u64>(this.header, SET_TIMESTAMP);
  }

  /** How many usable inferences the set has. */
  get length(): i32 {
    return load<i32>(this.header, SET_COUNT);
  }

  /** Whose inference it is. @param index 0 to `length` - 1 */
  worker(index: i32): Worker {
    return load<i32>(this.entry(index), ENTRY_WORKER);
  }

  /** The value of the inference: always finite. A packed value is only for functions that take a `Packing`. @param index 0 to `length` - 1 */
  value(index: i32): f64 {
    return load<f64>(this.entry(index), ENTRY_VALUE);
  }

  /** Each worker's inference; no number for workers that are not in the set. */
  byWorker(): PerWorker {
    const values = new PerWorker(this.workers);
    for (let i = 0; i < this.length; i++) values.set(this.worker(i), this.value(i));
    return values;
  }

  /** How many inferences were left out: invalid ones (not a finite number, not a label, …), and any after a worker's first in this set. */
  get leftOutLength(): i32 {
    return load<i32>(this.header, SET_LEFT_OUT_COUNT);
  }

  /** Whose inference was left out. @param index 0 to `leftOutLength` - 1 */
  leftOutWorker(index: i32): Worker {
    if (<u32>index >= <u32>this.leftOutLength) mistake("no such index");
    return load<i32>(this.leftOut + ((<usize>(load<u32>(this.header, SET_LEFT_OUT) + index)) << 2));
  }

  private entry(index: i32): usize {
    if (<u32>index >= <u32>this.length) mistake("no such index");
    return this.header + SET_HEADER + <usize>index * ENTRY;
  }
}
