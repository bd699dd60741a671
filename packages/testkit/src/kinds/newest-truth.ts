import { KnownTruth } from "./known-truth.js";
import type { Known } from "./value-rules.js";

/** The naive inference "as last time": the truth with the latest timestamp among those known. */
export class NewestTruth<F, T> implements Known<F, T> {
  readonly #inference: (truth: T) => F;

  readonly #waiting = new KnownTruth<T>();
  #newest: { readonly timestamp: number; readonly inference: F } | null = null;

  /** @param inference The inference that equals this truth. */
  constructor(inference: (truth: T) => F) {
    this.#inference = inference;
  }

  push(timestamp: number, truth: T, availableAt: number): void {
    this.#waiting.push(timestamp, truth, availableAt);
  }

  at(time: number): F | null {
    for (let next = this.#waiting.take(time); next !== null; next = this.#waiting.take(time)) {
      const { timestamp, value } = next;
      if (this.#newest === null || timestamp > this.#newest.timestamp) {
        this.#newest = { timestamp, inference: this.#inference(value) };
      }
    }
    return this.#newest?.inference ?? null;
  }
}
