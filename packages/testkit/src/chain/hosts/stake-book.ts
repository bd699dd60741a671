import type { LedgerStart, StakeHeld } from "./ledger.js";

const NOTHING: StakeHeld = { own: 0n, upon: 0n };

/** Who holds how much stake in a topic, and who is registered as a reputer: the part of a ledger that hosts share. */
export class StakeBook {
  readonly reputers: Set<string>;
  readonly #held: Map<string, StakeHeld>;
  #total = 0n;

  constructor({ stake, reputers }: Pick<LedgerStart, "stake" | "reputers">) {
    this.reputers = new Set(reputers);
    this.#held = new Map(stake);
    for (const { upon } of stake.values()) this.#total += upon;
  }

  get topicStake(): bigint {
    return this.#total;
  }

  held(address: string): StakeHeld {
    return this.#held.get(address) ?? NOTHING;
  }

  register(reputer: string): void {
    this.reputers.add(reputer);
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

  /** Stake on each of some reputers. */
  stakeOf(reputers: Iterable<string>): Map<string, bigint> {
    return new Map(Array.from(reputers, (reputer) => [reputer, this.held(reputer).upon]));
  }
}
