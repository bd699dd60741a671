import type { ConstantTracker } from "./constant-tracker.js";
import type { FuelGlobals } from "./fuel-emitter.js";
import type { IndexBounds } from "./index-bounds.js";
import type { OffsetMapBuilder } from "./offset-map-builder.js";
import type { ProfileHooks } from "./profile-hooks.js";
import type { StackGuard } from "./stack-guard.js";
import type { TypeInterner } from "./type-interner.js";

/** What the rewriting of all functions of a module shares. */
export interface RewriteContext {
  readonly wasm: Uint8Array;
  readonly globals: FuelGlobals;
  readonly types: TypeInterner;
  readonly bounds: IndexBounds;
  readonly offsets: OffsetMapBuilder;
  /** Bytes that each memory may have at most: wasmtime knows in advance that accesses past it trap. */
  readonly memoryBytes: readonly number[];
  /** Present when bulk operators cost what they move (cost model `2026`). */
  readonly constants: ConstantTracker | null;
  readonly profile: ProfileHooks | null;
  readonly stack: StackGuard | null;
  /**
   * Index of a function that does nothing. V8 looks for a request to end the run at calls, but hardly in loops without
   * any: bulk operators, which take long and cost little fuel, are therefore preceded by a call.
   */
  readonly pause: () => number;
}
