/** Rounds of a replay, by how they ended. */
export interface RoundCounts {
  readonly ran: number;
  readonly committed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Not run, as the head node was down. */
  readonly unreachable: number;
  /** Second runs, which count in none of the others. */
  readonly second: number;
}

/** Sets of a replay, by how far they were judged. */
export interface SetCounts {
  readonly total: number;
  /** Inferences in sets. */
  readonly inferences: number;
  /** Answers that the chain left out: no finite number, negative, or too large. */
  readonly leftOut: number;
  /** Inferences that mean nothing to the topic's kind of values, e.g. a probability of 1.2. */
  readonly unusable: number;
  /** Sets with a truth and at least one usable inference, after warm-up: those that errors are measured on. */
  readonly compared: number;
  /** Sets left out as warm-up, as the caller asked. */
  readonly warmUp: number;
  readonly withoutTruth: number;
  /** Among the compared: combined uniformly, since no weight had ever been stored. */
  readonly uniform: number;
  /** Among the compared: combined uniformly, since no worker in the set had weight. */
  readonly fallback: number;
}
