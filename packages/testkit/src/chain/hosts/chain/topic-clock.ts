/** What a block starts: a run of the weight logic, on every stored set from `windowFrom` (UNIX seconds, inclusive) on. */
export interface StartedRun {
  readonly windowFrom: number;
  /** Whether the run repeats one of the block before, whose end moved `weight_last_ran`. */
  readonly second: boolean;
}

/**
 * When v0.0.9 runs a topic's weight logic, block by block. A block's proposer looks at the topic as the end of the block before
 * saved it, and that copy was made before `weight_last_ran` moved. So every due run starts twice: in the first block of at least
 * one cadence after `weight_last_ran`, and again in the next, whose window begins at the time of the first.
 */
export class TopicClock {
  readonly #cadence: number;
  #lastRan = 0;
  #saved: number | null = null;

  /** @param cadence The topic's weight cadence, seconds. */
  constructor(cadence: number) {
    this.#cadence = cadence;
  }

  /** The topic's `weight_last_ran`, UNIX seconds; 0 before the first. */
  get lastRan(): number {
    return this.#lastRan;
  }

  /** What the proposer of a block at `time` starts, on the sets and weights that the blocks before have stored. */
  propose(time: number): StartedRun | null {
    if (this.#saved === null || time - this.#saved < this.#cadence) return null;
    return { windowFrom: this.#lastRan, second: this.#saved !== this.#lastRan };
  }

  /**
   * Ends the block at `time`, once its sets are stored.
   * @param active Whether the topic has enough demand; without, it is not saved, and nothing starts in the next block.
   */
  end(time: number, active = true): void {
    this.#saved = active ? this.#lastRan : null;
    if (active && time - this.#lastRan >= this.#cadence) this.#lastRan = time;
  }
}
