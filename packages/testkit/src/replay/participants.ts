import { stakeUpon, takesPart, topicStake, type Participant } from "../chain/stake.js";
import { ONLY_REPUTER, type TopicPlan, type Reputer } from "./plan.js";

/** Who takes part in a replayed topic, and with how much stake. */
export class Participants {
  readonly reputers: readonly Reputer[];
  /** By worker id; empty when stake plays no part. */
  readonly #workers: readonly Participant[];
  readonly #minimum: bigint;

  constructor({ history, reputers, economy }: Pick<TopicPlan, "history" | "reputers" | "economy">) {
    this.reputers = reputers ?? [ONLY_REPUTER];
    this.#minimum = economy?.minimumStake ?? 0n;
    const named = new Map(economy?.workers.map((worker) => [worker.address, worker]));
    this.#workers =
      economy === undefined
        ? []
        : history.inferences.workers.map(
            (address) => named.get(address) ?? { address, stake: economy.workerStake },
          );
  }

  /** Whether a worker is registered at `time` with enough stake: the chain asks nobody else. */
  workerTakesPart(worker: number, time: number): boolean {
    const participant = this.#workers[worker];
    return participant === undefined || takesPart(participant, this.#minimum, time);
  }

  /** Rows of the reputers that take part at `time`. */
  reputersAt(time: number): number[] {
    return this.reputers.flatMap((reputer, row) =>
      takesPart(reputer, this.#minimum, time) ? [row] : [],
    );
  }

  /** Each reputer's share of the reputers' stake at `time`, by row; equal shares when nobody has any. */
  sharesAt(time: number): Float64Array {
    const rows = this.reputersAt(time);
    const stakes = new Float64Array(this.reputers.length);
    for (const row of rows) stakes[row] = Number(this.upon(row));
    const total = stakes.reduce((sum, stake) => sum + stake, 0);
    if (total > 0) return stakes.map((stake) => stake / total);
    for (const row of rows) stakes[row] = 1 / rows.length;
    return stakes;
  }

  /** Stake upon a reputer. */
  upon(row: number): bigint {
    const reputer = this.reputers[row];
    return reputer === undefined ? 0n : stakeUpon(reputer);
  }

  /** Stake of everybody in the topic at `time`. */
  topicStakeAt(time: number): bigint {
    return topicStake([...this.reputers, ...this.#workers], this.#minimum, time);
  }
}
