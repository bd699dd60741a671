import type { FuelEmitter } from "./fuel-emitter.js";

/** What the rewriting tells, and lets write, for a profile. Offsets are the original file's. */
export interface ProfileHooks {
  /** A function begins; its entry costs 1, before the operator at `offset`. */
  enter(emitter: FuelEmitter, functionIndex: number, offset: number): void;
  /** The function is left: the fuel is in the global. */
  leave(emitter: FuelEmitter): void;
  /** An operator's cost is pending. */
  operator(offset: number, cost: number): void;
  /** All that is pending is charged here. */
  settle(emitter: FuelEmitter): void;
  /** The operator at `offset` has cost the kept length as well. */
  settleLength(emitter: FuelEmitter, offset: number): void;
}
