import type { StakeHeld } from "./ledger.js";

const NOTHING: StakeHeld = { own: 0n, upon: 0n };

/** Who holds how much stake in a topic. */
export class StakeBook {
  readonly #held: Map<string, StakeHeld>;
  #total = 0n;

  constructor(held: ReadonlyMap<string, StakeHeld>) {
    this.#held = new Map(held);
    for (const { upon } of held.values()) this.#total += upon;
  }

  /** All stake in the topic. */
  get total(): bigint {
    return this.#total;
  }

  held(address: string): StakeHeld {
    return this.#held.get(address) ?? NOTHING;
  }

  /** Adds to the stake on somebody, or takes from it, at most all (own stake only: all of that). @returns The new total. */
  change(address: string, delta: bigint, own: boolean): bigint {
    const before = this.held(address);
    const left = own ? before.own : before.upon - before.own;
    const by = left + delta < 0n ? -left : delta;
    const upon = before.upon + by;
    this.#held.set(address, { own: own ? before.own + by : before.own, upon });
    this.#total += by;
    return upon;
  }
}
