import { WEIGHT_SCALE } from "./weight.js";

/**
 * The stored weights of one topic: a row of uint64 for each reputer over a list of workers that may grow. NaN stands
 * for no entry; setting 0 removes the entry.
 */
export class WeightMatrix {
  readonly #rows: Float64Array[];
  #workers: number;
  #stored = 0;
  #version = 0;

  constructor(reputers: number, workers: number) {
    this.#workers = workers;
    this.#rows = Array.from({ length: reputers }, () => new Float64Array(workers).fill(NaN));
  }

  /** Whether the topic has any stored weight: the first-round rule holds until it has. */
  get empty(): boolean {
    return this.#stored === 0;
  }

  /** Another number whenever an entry may have changed. */
  get version(): number {
    return this.#version;
  }

  get reputers(): number {
    return this.#rows.length;
  }

  /** Makes room for worker ids below `workers`. */
  grow(workers: number): void {
    if (workers <= this.#workers) return;
    this.#workers = workers;
    this.#rows.forEach((row, reputer) => {
      if (row.length >= workers) return;
      const grown = new Float64Array(Math.max(workers, row.length * 2)).fill(NaN);
      grown.set(row);
      this.#rows[reputer] = grown;
    });
  }

  /** The stored uint64 or NaN. */
  get(reputer: number, worker: number): number {
    return this.#rows[reputer]?.[worker] ?? NaN;
  }

  /** `SetWeights` for one entry: 0 removes it. */
  set(reputer: number, worker: number, uint: number): void {
    const row = this.#rows[reputer];
    if (row === undefined || worker >= this.#workers) throw new RangeError("no such entry");
    const had = !Number.isNaN(row[worker] ?? NaN);
    const has = uint !== 0;
    row[worker] = has ? uint : NaN;
    this.#stored += Number(has) - Number(had);
    this.#version += 1;
  }

  /**
   * `latest_weights` as the chain flattens the matrix: the last reputer of `order` that has an entry for the worker is
   * seen. (The chain's order is that of a Go map: random.)
   */
  flattened(worker: number, order: readonly number[]): number {
    for (let i = order.length - 1; i >= 0; i -= 1) {
      const uint = this.get(order[i] ?? 0, worker);
      if (!Number.isNaN(uint)) return uint;
    }
    return NaN;
  }

  /**
   * What the chain ranks a worker by, before it normalizes: the sum over reputers of weight / 1e5 times the reputer's share;
   * NaN when no reputer has an entry.
   */
  ranked(worker: number, shares: Float64Array): number {
    let sum = NaN;
    for (let reputer = 0; reputer < this.#rows.length; reputer += 1) {
      const uint = this.get(reputer, worker);
      if (Number.isNaN(uint)) continue;
      sum = (Number.isNaN(sum) ? 0 : sum) + (uint / WEIGHT_SCALE) * (shares[reputer] ?? 0);
    }
    return sum;
  }

  /** One reputer's weights / 1e5 of the first `workers` workers, NaN without an entry. */
  fractions(reputer: number, workers: number): Float64Array {
    const row = this.#rows[reputer];
    const fractions = new Float64Array(workers);
    for (let worker = 0; worker < workers; worker += 1) {
      fractions[worker] = (row?.[worker] ?? NaN) / WEIGHT_SCALE;
    }
    return fractions;
  }
}
