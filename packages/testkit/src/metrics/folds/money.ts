import { spearman } from "../statistics/rank.js";
import { Sum } from "../../numbers/sum.js";

/** A worker's part of the money next to what it was worth. */
export interface RewardAgainstSkill {
  readonly worker: string;
  /** Part of all that workers were paid, 0 to 1. */
  readonly share: number;
  /** Skill against equal weights on the worker's own sets (1 - loss / equal's loss); null when it cannot be measured. */
  readonly skill: number | null;
}

/**
 * Parts of the whole from exact amounts. Amounts are whole token units and may pass 2^53: the quotient is rounded once, from
 * 60 binary digits.
 *
 * @returns One share an amount; all 0 when nothing was paid.
 */
export function rewardShares(amounts: readonly bigint[]): number[] {
  const total = amounts.reduce((a, b) => a + b, 0n);
  if (total === 0n) return amounts.map(() => 0);
  return amounts.map((amount) => Number((amount << 60n) / total) / 2 ** 60);
}

/**
 * Whether money follows skill: Spearman's correlation over the workers whose skill is known; 1 when the better is always paid
 * more.
 *
 * @returns null for fewer than two such workers, or when all are paid, or worth, the same.
 */
export function rewardSkillCorrelation(workers: readonly RewardAgainstSkill[]): number | null {
  const known = workers.flatMap(({ share, skill }) => (skill === null ? [] : [{ share, skill }]));
  return spearman(
    known.map(({ share }) => share),
    known.map(({ skill }) => skill),
  );
}

/** What missing rounds does to a worker's share of the weight, and so of what workers are paid. */
export interface CostOfMissing {
  /** Mean relative change of the share over rounds that the worker missed; -0.1 is a tenth lost. */
  readonly missed: number;
  /** The same over rounds that it took part in; null when there was none. */
  readonly attended: number | null;
  /** missed - attended: what missing costs beyond what would have come anyway (negative is a cost). */
  readonly cost: number;
  readonly missedRounds: number;
  readonly attendedRounds: number;
}

/**
 * Cost of missing a round: the relative change of a worker's share of the weight from one round to the next, s_k / s_(k-1) - 1,
 * averaged over rounds whose window held none of its inferences, less the average over the others. An observed difference, as
 * in event studies: it shows what came with missing rounds, on this history.
 */
export class MissingRounds {
  readonly #missed = new Sum();
  readonly #attended = new Sum();

  /**
   * One round of one worker.
   * @param before Share after the round before; without one there is no relative change, and the round is passed over.
   * @param present Whether the round's window held an inference of the worker.
   */
  add(before: number, after: number, present: boolean): void {
    if (before > 0) (present ? this.#attended : this.#missed).add(after / before - 1);
  }

  /** Adds another worker's rounds. */
  addAll(other: MissingRounds): void {
    this.#missed.addAll(other.#missed);
    this.#attended.addAll(other.#attended);
  }

  /** Null when no round was missed while there was a share to lose. */
  result(): CostOfMissing | null {
    const [missed, attended] = [this.#missed, this.#attended];
    if (missed.mean === null) return null;
    return {
      missed: missed.mean,
      attended: attended.mean,
      cost: missed.mean - (attended.mean ?? 0),
      missedRounds: missed.count,
      attendedRounds: attended.count,
    };
  }
}
