import type { CommittedSet } from "./committed-set.js";

/**
 * The sets of one topic as the chain keeps them: one a block time. A message replaces the whole set of its block, so that a worker
 * who is only in the block's first message is gone; a message without inferences for the topic changes nothing.
 */
export class SetStore<Set extends CommittedSet> {
  /** Oldest first. */
  #sets: Set[] = [];

  /** Stores a message's inferences; its timestamp is not before that of the last one. */
  commit(set: Set): void {
    if (set.workerIds.length === 0) return;
    if (this.#sets.at(-1)?.timestamp === set.timestamp) this.#sets.pop();
    this.#sets.push(set);
  }

  /** The sets from `timestamp` (inclusive) on, oldest first. */
  from(timestamp: number): Set[] {
    return this.#sets.filter((set) => set.timestamp >= timestamp);
  }

  /** Forgets the sets before `timestamp`, which no later window holds. */
  forgetBefore(timestamp: number): void {
    if ((this.#sets[0]?.timestamp ?? timestamp) < timestamp) this.#sets = this.from(timestamp);
  }
}
