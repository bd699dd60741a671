import {
  ENTRY,
  ENTRY_VALUE,
  ENTRY_WORKER,
  SET_COUNT,
  SET_HEADER,
  SET_LEFT_OUT,
  SET_TIMESTAMP,
} from "./payload/layout";
import { PerWorker } from "./per-worker";
import { Worker, Workers } from "./workers";

/** The inferences that were committed at one time. */
export class InferenceSet {
  /** @internal See `payload/layout.ts`. */
  constructor(
    /** The workers of the round. */
    readonly workers: Workers,
    /** Address of the set, 0 for a set that does not exist. */
    private readonly header: usize,
    /** The round's list of left-out workers, and where this set's part of it ends. */
    private readonly leftOut: usize,
    private readonly leftOutEnd: u32,
  ) {}

  /** False for what stands for "there is no such set". Such a set is empty. */
  get exists(): bool {
    return this.header != 0;
  }

  /** When the inferences were committed, UNIX seconds. */
  get timestamp(): u64 {
    return this.exists ? load<u64>(this.header, SET_TIMESTAMP) : 0;
  }

  /** How many usable inferences the set has. */
  get length(): i32 {
    return this.exists ? load<i32>(this.header, SET_COUNT) : 0;
  }

  /** Whose inference it is. @param index 0 to `length` - 1 */
  worker(index: i32): Worker {
    return load<i32>(this.entry(index), ENTRY_WORKER);
  }

  /** What the inference says: always finite. @param index 0 to `length` - 1 */
  value(index: i32): f64 {
    return load<f64>(this.entry(index), ENTRY_VALUE);
  }

  /** The inferences by worker. */
  byWorker(): PerWorker {
    const values = new PerWorker(this.workers);
    for (let i = 0; i < this.length; i++) values.set(this.worker(i), this.value(i));
    return values;
  }

  /** How many inferences were left out, being no finite number or a worker's second in this set. */
  get leftOutLength(): i32 {
    return this.exists ? this.leftOutEnd - load<u32>(this.header, SET_LEFT_OUT) : 0;
  }

  /** Whose inference was left out. @param index 0 to `leftOutLength` - 1 */
  leftOutWorker(index: i32): Worker {
    if (<u32>index >= <u32>this.leftOutLength) throw new RangeError("no such inference");
    return load<i32>(this.leftOut + ((<usize>(load<u32>(this.header, SET_LEFT_OUT) + index)) << 2));
  }

  private entry(index: i32): usize {
    if (<u32>index >= <u32>this.length) throw new RangeError("no such inference");
    return this.header + SET_HEADER + <usize>index * ENTRY;
  }
}
