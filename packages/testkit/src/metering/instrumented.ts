import type { CostModel } from "./cost-model.js";
import type { ImportedMemory } from "./memory-import.js";
import type { OffsetMap } from "./offset-map.js";
import type { ProfilePlan } from "./profile-plan.js";
import type { StackModel } from "./stack-model.js";

export interface InstrumentOptions {
  readonly costModel: CostModel;
  /** Highest size that a memory may grow to, in 64 KiB pages, or null to leave the module's own maximum. */
  readonly maxMemoryPages: number | null;
  /** Most pages that a memory may start with to be imported (see {@link ImportedMemory}); the module keeps its own when left out. */
  readonly importMemory?: number;
  /** Whether to hold tables to `MAX_TABLE_ELEMENTS`. */
  readonly limitTables?: boolean;
  /** Whether to count fuel; without it only the memory's maximum is rewritten. */
  readonly meter: boolean;
  /** Whether to count, besides, how often each piece of code runs and in which call path; needs `meter`. */
  readonly profile?: boolean;
  /** Whose stack recursion is held to, or none (then only V8's own counts); needs `meter`. */
  readonly stack?: StackModel;
}

/** Values of the exported global with the reason why the module stopped itself; 0 while it has not. */
export const STOPPED = { byFuel: 1, byStack: 2 } as const;

/** A module rewritten so that V8 counts fuel as wasmtime would. */
export interface Instrumented {
  readonly bytes: Uint8Array;
  /**
   * Name of the exported mutable i64 global that holds the fuel left, or null when not metered. The host sets it after
   * instantiation and before it calls anything; it may end below 0. See `fuelUsed` for what wasmtime would report.
   */
  readonly fuelExport: string | null;
  /** Name of the exported mutable i32 global that is one of {@link STOPPED} when the trap was the meter's, or null when not metered. */
  readonly exhaustedExport: string | null;
  /**
   * Name under which a metered module exports its start function, which instantiation then no longer runs (it would run
   * before there is fuel): the host calls it once the fuel is set and before `_start`. Null when there is none or when
   * not metered.
   */
  readonly startExport: string | null;
  /** From offsets in `bytes` (as V8 shows in traces) back to offsets in the original file. */
  readonly offsets: OffsetMap;
  /** What the module has to be given as its import `MEMORY_IMPORT`, or null where it declares its memory or has none. */
  readonly memory: ImportedMemory | null;
  /** What the profile's recorder needs to know, or null without `profile`. */
  readonly profile: ProfilePlan | null;
}
