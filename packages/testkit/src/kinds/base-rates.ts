import { KnownTruth } from "./known-truth.js";
import type { Known } from "./value-rules.js";

/** The naive inference of probabilities: how often each outcome occurred among the known truths. */
export class BaseRates<F> implements Known<F, number> {
  readonly #inference: (rates: readonly number[]) => F;

  readonly #waiting = new KnownTruth<number>();
  readonly #counts: number[];
  #total = 0;

  /**
   * @param outcomes How many there are; truths are 0 to `outcomes` - 1.
   * @param inference The inference that states these rates, which sum to 1.
   */
  constructor(outcomes: number, inference: (rates: readonly number[]) => F) {
    this.#inference = inference;
    this.#counts = Array.from({ length: outcomes }, () => 0);
  }

  push(timestamp: number, truth: number, availableAt: number): void {
    this.#waiting.push(timestamp, truth, availableAt);
  }

  at(time: number): F | null {
    for (let next = this.#waiting.take(time); next !== null; next = this.#waiting.take(time)) {
      this.#counts[next.value] = (this.#counts[next.value] ?? 0) + 1;
      this.#total += 1;
    }
    return this.#total === 0 ? null : this.#inference(this.#counts.map((n) => n / this.#total));
  }
}
