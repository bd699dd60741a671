import { readFileSync } from "node:fs";
import { vectorPath } from "../../../../../test/support/inputs.js";

/** The outputs of allora-chain v0.0.9 itself: what each file holds is in its README. */
export function chainRun(name: string): unknown {
  return JSON.parse(readFileSync(vectorPath(`chain-run/${name}.json`), "utf8"));
}

/** A text map as amounts. */
export function amounts(record: Record<string, string | number>): Map<string, bigint> {
  return new Map(Object.entries(record).map(([key, value]) => [key, BigInt(value)]));
}

/** Ids of addresses in the order of their first mention. */
export class AddressIds {
  readonly all: string[] = [];
  readonly #ids = new Map<string, number>();

  constructor(readonly onNew: (address: string) => void = () => undefined) {}

  of(address: string): number {
    const known = this.#ids.get(address);
    if (known !== undefined) return known;
    const id = this.all.push(address) - 1;
    this.#ids.set(address, id);
    this.onNew(address);
    return id;
  }
}
