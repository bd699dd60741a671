import type { WeightkitError } from "../../errors/weightkit-error.js";

/** Thrown by a host function that was given a pointer outside of memory, where the runtime lets the run go on. */
export class PointerFault extends Error {}

/**
 * Thrown by host functions to end a run: `proc_exit`, a trap in the host, a limit. It passes through the guest's frames
 * and carries their stack.
 */
export class Stop extends Error {
  constructor(
    /** Exit code as bls-runtime would give it. */
    readonly exitCode: number,
    /** What is wrong, or null for a plain `proc_exit`. */
    readonly reason: WeightkitError | null,
  ) {
    super("the run was stopped");
  }
}
