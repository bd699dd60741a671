import type { CodeCopier } from "./code-copier.js";
import { Holder, type FuelEmitter } from "./fuel-emitter.js";
import type { ProfileHooks } from "./profile-hooks.js";
import type { StackFrame } from "./stack-guard.js";

/**
 * Follows, while a function is rewritten, what the code so far has cost but not yet charged, and where the fuel left is
 * held. Charging late is cheaper and cannot be seen, as long as it is done before a check and before the fuel is put
 * back into the global.
 *
 * Where branches meet they must agree on what is pending: each label has a base, the amount that the first branch to it
 * left pending, which all others are brought to.
 */
export class FuelFlow {
  readonly #emitter: FuelEmitter;
  readonly #profile: ProfileHooks | null;
  #copier: CodeCopier;

  /** Cost of the operators since the last charge. */
  pending = 0;
  #holder: Holder = Holder.global;
  /** Whether nothing is left pending at any branch: for profiles, and where labels cannot agree. */
  #eager = false;
  #frame: StackFrame | null = null;

  constructor(emitter: FuelEmitter, profile: ProfileHooks | null, copier: CodeCopier) {
    this.#emitter = emitter;
    this.#profile = profile;
    this.#copier = copier;
  }

  /** Starts a function, whose entry costs 1. */
  begin(copier: CodeCopier, eager: boolean, frame: StackFrame | null): void {
    this.#copier = copier;
    this.pending = 1;
    this.#holder = Holder.global;
    this.#eager = eager;
    this.#frame = frame;
  }

  /** The operator at `offset` costs something. */
  count(offset: number, cost: number): void {
    this.pending += cost;
    this.#profile?.operator(offset, cost);
  }

  /** Charges what is pending and has the fuel left held in `to`, before the operator at `offset`. */
  charge(to: Holder, offset: number): void {
    if (this.pending === 0 && this.#holder === to) return;
    this.#copier.upTo(offset);
    this.#profile?.settle(this.#emitter);
    this.#emitter.charge(this.pending, this.#holder, to);
    this.#copier.resume();
    this.pending = 0;
    this.#holder = to;
  }

  /** Charges and stores the fuel because the operator at `offset` leaves the function. */
  leave(offset: number): void {
    this.charge(Holder.global, offset);
    if (this.#profile === null && this.#frame === null) return;
    this.#copier.upTo(offset);
    this.exit();
    this.#copier.resume();
  }

  /** Writes what stands just before the function is left. */
  exit(): void {
    this.#frame?.leave(this.#emitter);
    this.#profile?.leave(this.#emitter);
  }

  /**
   * Prepares to reach a label with this base, or without one yet, by the operator at `offset`.
   *
   * @returns the label's base
   */
  meet(base: number | null, offset: number): number {
    if (this.#eager) this.charge(Holder.local, offset);
    const agreed = base ?? this.pending;
    if (this.pending === agreed && this.#holder === Holder.local) return agreed;
    this.#copier.upTo(offset);
    this.#emitter.charge(this.pending - agreed, this.#holder, Holder.local);
    this.#copier.resume();
    this.resume(agreed);
    return agreed;
  }

  /** Code goes on at a label with this base. */
  resume(base: number): void {
    this.pending = base;
    this.#holder = Holder.local;
  }
}
