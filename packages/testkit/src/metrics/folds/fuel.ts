import { Sum } from "../../numbers/sum.js";

/** Fuel that the metered rounds used. */
export interface FuelUse {
  readonly rounds: number;
  readonly total: number;
  readonly mean: number;
  readonly least: number;
  readonly most: number;
  /** Index of the first round that used the most. */
  readonly mostAt: number;
}

/** Adds up the fuel of rounds. */
export class FuelCount {
  readonly #total = new Sum();
  #least = Number.POSITIVE_INFINITY;
  #most = Number.NEGATIVE_INFINITY;
  #mostAt = 0;

  add(round: number, fuel: number): void {
    this.#total.add(fuel);
    this.#least = Math.min(this.#least, fuel);
    if (fuel > this.#most) {
      this.#most = fuel;
      this.#mostAt = round;
    }
  }

  /** Null when no round was metered. */
  result(): FuelUse | null {
    const { mean, value, count } = this.#total;
    if (mean === null) return null;
    const [least, most, mostAt] = [this.#least, this.#most, this.#mostAt];
    return { rounds: count, total: value, mean, least, most, mostAt };
  }
}
