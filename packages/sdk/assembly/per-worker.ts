import { mistake } from "./trap";
import { Worker, Workers } from "./workers";

/** A number, or none, for each worker of the round. "No number" and 0 are different. A worker outside the round ends the run. */
export class PerWorker {
  /** How many workers the round has, with a number or without. Workers are 0 to `length` - 1. */
  readonly length: i32;
  /** Address of each worker's number, f64, and after them of whether it has one, u8. */
  private readonly numbers: usize;

  /** No number for anyone yet. */
  constructor(
    /** The workers of the round. */
    readonly workers: Workers,
  ) {
    const size = <usize>workers.count * 9;
    this.length = workers.count;
    this.numbers = heap.alloc(size);
    memory.fill(this.numbers, 0, size);
  }

  /** Whether the worker has a number. */
  has(worker: Worker): bool {
    return load<bool>(this.flag(worker));
  }

  /** The worker's number, 0 when it has none. */
  get(worker: Worker): f64 {
    return load<f64>(this.number(worker));
  }

  /** Gives the worker a number, in place of any that it has. */
  set(worker: Worker, value: f64): void {
    store<f64>(this.number(worker), value);
    store<bool>(this.flag(worker), true);
  }

  /** Removes the worker's number: `has` is then false. */
  remove(worker: Worker): void {
    store<f64>(this.number(worker), 0);
    store<bool>(this.flag(worker), false);
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

  /** @internal Takes over all numbers of another column of the same workers. */
  assign(other: PerWorker): void {
    memory.copy(this.numbers, other.numbers, <usize>this.length * 9);
  }

  private number(worker: Worker): usize {
    if (<u32>worker >= <u32>this.length) mistake("no such index");
    return this.numbers + ((<usize>worker) << 3);
  }

  private flag(worker: Worker): usize {
    if (<u32>worker >= <u32>this.length) mistake("no such index");
    return this.numbers + ((<usize>this.length) << 3) + <usize>worker;
  }
}
