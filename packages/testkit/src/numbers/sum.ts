/**
 * A running sum with Neumaier's compensation: the rounding error stays near one unit in the last place however many
 * terms are added, so that results agree with exact arithmetic to 1e-12 and do not depend on the order of the terms.
 *
 * Source: A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", ZAMM 54 (1974) 39-51.
 */
export class Sum {
  #sum = 0;
  #lost = 0;
  #count = 0;

  add(x: number): void {
    const next = this.#sum + x;
    // Infinity - Infinity would turn a plain overflow into NaN.
    if (Number.isFinite(next)) {
      this.#lost +=
        Math.abs(this.#sum) >= Math.abs(x) ? this.#sum - next + x : x - next + this.#sum;
    }
    this.#sum = next;
    this.#count += 1;
  }

  /** Takes over the terms of another sum. */
  addAll(other: Sum): void {
    this.add(other.#sum);
    this.add(other.#lost);
    this.#count += other.#count - 2;
  }

  get value(): number {
    return this.#sum + this.#lost;
  }

  /** How many terms were added. */
  get count(): number {
    return this.#count;
  }

  /** The mean of the terms, or null when there is none. */
  get mean(): number | null {
    return this.#count === 0 ? null : this.value / this.#count;
  }
}

/** Compensated sum of `values`; 0 for none. */
export function sum(values: Iterable<number>): number {
  const total = new Sum();
  for (const value of values) total.add(value);
  return total.value;
}

/** Arithmetic mean, compensated; null for no values. */
export function mean(values: Iterable<number>): number | null {
  const total = new Sum();
  for (const value of values) total.add(value);
  return total.mean;
}
