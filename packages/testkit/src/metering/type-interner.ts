import type { ByteWriter } from "../wasm/byte-writer.js";
import type { FunctionType } from "./module-types.js";

/** Finds function types by their signature and adds those that the module lacks. */
export class TypeInterner {
  readonly #existing: readonly FunctionType[];

  readonly #indices = new Map<string, number>();
  readonly #added: FunctionType[] = [];

  constructor(existing: readonly FunctionType[]) {
    this.#existing = existing;
    for (const [index, type] of existing.entries()) {
      const key = keyOf(type);
      if (!this.#indices.has(key)) this.#indices.set(key, index);
    }
  }

  indexOf(type: FunctionType): number {
    const key = keyOf(type);
    const known = this.#indices.get(key);
    if (known !== undefined) return known;
    const index = this.#existing.length + this.#added.length;
    this.#added.push(type);
    this.#indices.set(key, index);
    return index;
  }

  get addedCount(): number {
    return this.#added.length;
  }

  /** Writes the added types as entries of a type section. */
  writeAdded(out: ByteWriter): void {
    for (const { parameters, results } of this.#added) {
      out.byte(0x60);
      for (const list of [parameters, results]) {
        out.u32(list.length);
        for (const type of list) out.byte(type);
      }
    }
  }
}

function keyOf({ parameters, results }: FunctionType): string {
  return `${parameters.join(",")}>${results.join(",")}`;
}
