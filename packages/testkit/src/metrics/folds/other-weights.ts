import type { LogicRan } from "../../replay/facts.js";

/** Gives ids to weighted addresses that are not workers of the history, in order of first appearance, after the workers'. */
export class OtherWeights {
  readonly #ids = new Map<string, number>();

  /** @param workers How many ids are taken. */
  constructor(readonly workers: number) {}

  get addresses(): string[] {
    return [...this.#ids.keys()];
  }

  /** All of a round's weights by id, NaN for none; as long as there are ids so far. */
  allOf({ weights, others }: Pick<LogicRan, "weights" | "others">): Float64Array {
    for (const { address } of others) this.#id(address);
    if (this.#ids.size === 0) return weights;
    const all = new Float64Array(this.workers + this.#ids.size).fill(NaN);
    all.set(weights);
    for (const { address, weight } of others) all[this.#id(address)] = weight;
    return all;
  }

  #id(address: string): number {
    const known = this.#ids.get(address);
    if (known !== undefined) return known;
    const id = this.workers + this.#ids.size;
    this.#ids.set(address, id);
    return id;
  }
}
