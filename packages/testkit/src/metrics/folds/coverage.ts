import type { RoundRan, SetCommitted } from "../../replay/facts.js";
import { type CadenceRemedy, cadenceRemedy, CoverageColumns } from "./cadence-remedy.js";

/** How many inferences a round could score, and why not the others. The five counts sum to `inferences`. */
export interface Coverage {
  readonly inferences: number;
  /** In the window of a committed round at whose block time their truth was known. */
  readonly scored: number;
  /** Scorable like those, but the round failed or was skipped. */
  readonly lostToFailure: number;
  /** Truth comes after the one round that sees the inference: no round can ever score it. */
  readonly neverScorable: number;
  /** The history has no truth for them. */
  readonly withoutTruth: number;
  /** In no window: the replay ended before, or they were truncated before a late round. */
  readonly unseen: number;
  /** What would help the never-scorable, or null when there are none. */
  readonly remedy: CadenceRemedy | null;
}

/** Folds sets and rounds into a {@link Coverage}. Memory: 24 bytes a set. */
export class CoverageCount {
  readonly #columns = new CoverageColumns();
  /** Scorable inferences by the block time of their round, until one run of it commits. */
  readonly #waiting = new Map<number, number>();
  #inferences = 0;
  #scored = 0;
  #neverScorable = 0;
  #withoutTruth = 0;
  #unseen = 0;
  #lastRound = Number.NEGATIVE_INFINITY;

  /** @param usable The set's inferences that the chain stored. */
  addSet(set: SetCommitted, usable: number): void {
    const { truth, truthAvailableAt, roundAt } = set;
    const availableAt = truth === null ? null : (truthAvailableAt ?? set.timestamp);
    this.#columns.push(set.timestamp, usable, availableAt);
    this.#inferences += usable;
    if (availableAt === null) this.#withoutTruth += usable;
    else if (roundAt === null) this.#unseen += usable;
    else if (availableAt > roundAt) this.#neverScorable += usable;
    else this.#waiting.set(roundAt, (this.#waiting.get(roundAt) ?? 0) + usable);
  }

  /** With several reputers one committed run suffices: somebody has scored the window. */
  addRound(round: RoundRan): void {
    this.#lastRound = round.blockTime;
    if (round.status !== "committed") return;
    this.#scored += this.#waiting.get(round.blockTime) ?? 0;
    this.#waiting.delete(round.blockTime);
  }

  /** Longest time from an inference to its truth so far, in seconds. */
  longestLag(): number {
    return this.#columns.longestLag();
  }

  /** @param start Block time of the first round; cadences in seconds. */
  result(start: number, inferenceCadence: number): Coverage {
    let lostToFailure = 0;
    let unseen = this.#unseen;
    for (const [roundAt, usable] of this.#waiting) {
      if (roundAt <= this.#lastRound) lostToFailure += usable;
      else unseen += usable;
    }
    return {
      inferences: this.#inferences,
      scored: this.#scored,
      lostToFailure,
      neverScorable: this.#neverScorable,
      withoutTruth: this.#withoutTruth,
      unseen,
      remedy:
        this.#neverScorable === 0 ? null : cadenceRemedy(this.#columns, start, inferenceCadence),
    };
  }
}
