import { functionsInCycles } from "./call-cycles.js";
import type { CodeScan } from "./code-scan.js";
import type { FuelEmitter } from "./fuel-emitter.js";
import { slotsAcrossCalls } from "./live-values.js";
import type { ModuleTypes } from "./module-types.js";
import { frameBytes, type StackModel } from "./stack-model.js";

/** The code that a function counts its frame with, at its entry and at each place where it is left. */
export interface StackFrame {
  enter(emitter: FuelEmitter): void;
  leave(emitter: FuelEmitter): void;
}

export interface GuardedModule {
  readonly wasm: Uint8Array;
  readonly module: ModuleTypes;
  readonly scan: CodeScan;
  /** Functions that are in a table. */
  readonly taken: Iterable<number>;
}

/**
 * Holds recursion to a node's stack. Only functions that may call themselves count their frames: of the others there is
 * never more than one on the stack at a time, so their frames cannot pile up, and most logic pays nothing.
 */
export class StackGuard {
  readonly #guarded: GuardedModule;
  readonly #model: StackModel;
  readonly #global: number;

  readonly #recursive: ReadonlySet<number>;

  /** @param global index of the i32 global that holds the bytes left */
  constructor(guarded: GuardedModule, model: StackModel, global: number) {
    this.#guarded = guarded;
    this.#model = model;
    this.#global = global;
    this.#recursive = functionsInCycles(guarded.scan, guarded.module, guarded.taken);
  }

  /** Null for a function that cannot call itself. */
  frameOf(functionIndex: number): StackFrame | null {
    if (!this.#recursive.has(functionIndex)) return null;
    const { wasm, module, scan } = this.#guarded;
    const own = functionIndex - module.importedFunctions.length;
    const type = module.types[module.functions[own] ?? -1];
    const calls = scan.functions[own];
    if (type === undefined || calls === undefined) return null;
    const slots = slotsAcrossCalls(wasm, calls.offset, type);
    const bytes = frameBytes(this.#model, slots, type.parameters.length);
    return {
      enter: (emitter) => {
        emitter.enterFrame(this.#global, bytes);
      },
      leave: (emitter) => {
        emitter.leaveFrame(this.#global, bytes);
      },
    };
  }
}
