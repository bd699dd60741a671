import { Sum } from "../../numbers/sum.js";

/** What rounds used of something that each uses some of: fuel, bytes of payload. */
export interface PerRound {
  /** Rounds where it is known. */
  readonly rounds: number;
  readonly total: number;
  readonly mean: number;
  readonly least: number;
  readonly most: number;
  /** Index of the first round that used the most. */
  readonly mostAt: number;
}

/** Adds up what rounds used. */
export class PerRoundCount {
  readonly #total = new Sum();
  #least = Number.POSITIVE_INFINITY;
  #most = Number.NEGATIVE_INFINITY;
  #mostAt = 0;

  add(round: number, amount: number): void {
    this.#total.add(amount);
    this.#least = Math.min(this.#least, amount);
    if (amount > this.#most) {
      this.#most = amount;
      this.#mostAt = round;
    }
  }

  /** Null when it is known of no round. */
  result(): PerRound | null {
    const { mean, value, count } = this.#total;
    if (mean === null) return null;
    const [least, most, mostAt] = [this.#least, this.#most, this.#mostAt];
    return { rounds: count, total: value, mean, least, most, mostAt };
  }
}
