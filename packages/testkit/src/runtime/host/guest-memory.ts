import type { Instrumented } from "../../metering/instrumented.js";
import { MEMORY_IMPORT, type ImportedMemory } from "../../metering/memory-import.js";
import { wasm, type WasmImports, type WasmMemoryObject } from "../../wasm/wasm-api.js";

const PAGE = 65_536;

/** Most pages that a memory may start with to be zeroed for the next run: of a larger one, a new one is as quick. */
export const MAX_REUSED_PAGES = 32;

/**
 * The memory of instances that run one after the other, never at the same time. Each finds it zeroed and of its first size, as it would
 * a new one. Making a new one takes as long as a short run, and threads wait for each other when they map and unmap memory.
 */
export class GuestMemory {
  readonly #initial: number;
  readonly #limits: { readonly initial: number; readonly maximum?: number };
  #memory: WasmMemoryObject | null = null;

  /** For what a rewritten module imports; null where it has its own memory, or none. */
  static of({ memory }: Pick<Instrumented, "memory">): GuestMemory | null {
    return memory === null ? null : new GuestMemory(memory);
  }

  private constructor({ initial, maximum }: ImportedMemory) {
    this.#initial = initial * PAGE;
    this.#limits = maximum === null ? { initial } : { initial, maximum };
  }

  /** The imports of the next instance: these and its memory, in which nothing is left of the one before. */
  addTo(imports: WasmImports): WasmImports {
    return { ...imports, [MEMORY_IMPORT.module]: { [MEMORY_IMPORT.name]: this.#zeroed() } };
  }

  #zeroed(): WasmMemoryObject {
    const last = this.#memory;
    // What has grown cannot shrink.
    if (last?.buffer.byteLength !== this.#initial)
      return (this.#memory = new wasm.Memory(this.#limits));
    new Uint8Array(last.buffer).fill(0);
    return last;
  }
}
