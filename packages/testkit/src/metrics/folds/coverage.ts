import type { RoundRan, SetCommitted } from "../../replay/facts.js";
import {
  type CadenceRemedy,
  cadenceRemedy,
  type CadencesInUse,
  CoverageColumns,
} from "./cadence-remedy.js";

/** How many inferences a round could score, and why not the others. The five counts sum to `inferences`. */
export interface Coverage {
  readonly inferences: number;
  /** In the window of a committed round at whose block time their truth was known. */
  readonly scored: number;
  /**
   * Those of the scored whose truth the logic asked for: what it can have learnt from. Null where it need not ask, or nobody knows
   * what it asks.
   */
  readonly used: number | null;
  /** Most sets that the logic used in a round; null where it used all of several, or that is not known. */
  readonly setsPerRound: number | null;
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
  #used: { inferences: number; sets: number; all: boolean } | null = null;
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
    if (this.#waiting.has(round.blockTime)) this.#addUsed(round);
    this.#scored += this.#waiting.get(round.blockTime) ?? 0;
    this.#waiting.delete(round.blockTime);
  }

  #addUsed({ used, scorable }: RoundRan): void {
    if (used === null) return;
    this.#used ??= { inferences: 0, sets: 0, all: true };
    this.#used.inferences += used.inferences;
    this.#used.sets = Math.max(this.#used.sets, used.sets);
    if (used.inferences < scorable) this.#used.all = false;
  }

  /** From each set to its truth so far, in seconds. */
  lags(): Float64Array {
    return this.#columns.lags();
  }

  /** @param inUse Block time of the first round; cadences in seconds. */
  result(inUse: Omit<CadencesInUse, "setsPerRound">): Coverage {
    const used = this.#used;
    // One set a round is not a sign of a logic that uses all: there was only one.
    const usesAll = used !== null && used.all && used.sets > 1;
    const setsPerRound = used === null ? null : usesAll ? Infinity : used.sets;
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
      used: used?.inferences ?? null,
      setsPerRound: setsPerRound === Infinity ? null : setsPerRound,
      remedy:
        this.#neverScorable === 0 ? null : cadenceRemedy(this.#columns, { ...inUse, setsPerRound }),
    };
  }
}
