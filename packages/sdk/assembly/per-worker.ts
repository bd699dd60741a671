import { Worker, Workers } from "./workers";

/** A number for each worker of the round, or none: "no number" and 0 are different things. */
export class PerWorker {
  protected readonly values: StaticArray<f64>;
  protected readonly present: StaticArray<bool>;

  /** No number for anyone yet. */
  constructor(
    /** The workers of the round. */
    readonly workers: Workers,
  ) {
    this.values = new StaticArray<f64>(workers.count);
    this.present = new StaticArray<bool>(workers.count);
  }

  /** How many workers the round has, with a number or without. Workers are 0 to this - 1. */
  get length(): i32 {
    return this.values.length;
  }

  /** Whether the worker has a number. */
  has(worker: Worker): bool {
    return unchecked(this.present[this.checked(worker)]);
  }

  /** The worker's number, 0 when it has none. */
  get(worker: Worker): f64 {
    return unchecked(this.values[this.checked(worker)]);
  }

  set(worker: Worker, value: f64): void {
    unchecked((this.values[this.checked(worker)] = value));
    unchecked((this.present[worker] = true));
  }

  /** Takes the worker's number away. */
  remove(worker: Worker): void {
    unchecked((this.values[this.checked(worker)] = 0));
    unchecked((this.present[worker] = false));
  }

  /** How many workers have a number. */
  count(): i32 {
    let count = 0;
    for (let worker = 0; worker < this.length; worker++) count += i32(this.has(worker));
    return count;
  }

  /** The sum of all numbers, 0 when there are none. */
  sum(): f64 {
    let sum: f64 = 0;
    for (let worker = 0; worker < this.length; worker++) sum += this.get(worker);
    return sum;
  }

  /** The largest number; -Infinity when there are none. */
  max(): f64 {
    let most = -Infinity;
    for (let worker = 0; worker < this.length; worker++) {
      if (this.has(worker)) most = max(most, this.get(worker));
    }
    return most;
  }

  private checked(worker: Worker): Worker {
    if (<u32>worker >= <u32>this.values.length) throw new RangeError("no such worker");
    return worker;
  }
}
