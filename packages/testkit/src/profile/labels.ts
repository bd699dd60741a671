import type { Logic } from "../logic/logic.js";
import { functionNames } from "../logic/function-names.js";
import { SourceLookup, type SourcePlace } from "../wasm/source-lookup.js";
import type { Profile } from "./profile.js";

/** Names come from the guest, and are repeated for each path that leads through their function. */
const LONGEST_NAME = 120;

/** What people call a function, and where it begins in the source if a source map has it. */
export interface Label {
  readonly name: string;
  readonly place: SourcePlace | null;
}

/** Names and source places for a profile of `logic`. */
export class Labels {
  readonly #names: ReadonlyMap<number, string>;
  readonly #lookup: SourceLookup | null;
  readonly #begins = new Map<number, number>();

  constructor(logic: Logic, profile: Profile) {
    this.#names = functionNames(logic);
    this.#lookup = logic.sourceMap === null ? null : SourceLookup.parse(logic.sourceMap);
    for (const { functionIndex, offset } of profile.operators)
      if (!this.#begins.has(functionIndex)) this.#begins.set(functionIndex, offset);
  }

  /** Whether source places can be known at all. */
  get hasSource(): boolean {
    return this.#lookup !== null;
  }

  /** `(start-up)` for what runs before any function. Without a name section, functions are called by their index. */
  function(functionIndex: number | null): Label {
    if (functionIndex === null) return { name: "(start-up)", place: null };
    const begin = this.#begins.get(functionIndex);
    const name =
      this.#names.get(functionIndex)?.slice(0, LONGEST_NAME) ?? `function ${functionIndex}`;
    return { name, place: begin === undefined ? null : this.at(begin) };
  }

  at(offset: number): SourcePlace | null {
    return this.#lookup?.at(offset) ?? null;
  }

  /** The source's lines, where the map carries its text. */
  linesOf(file: string): readonly string[] | null {
    return this.#lookup?.linesOf(file) ?? null;
  }
}
