/** Whose stack a module gets: both wasmtimes have 512 KiB, but their compilers lay frames out differently. */
export interface StackModel {
  /** 28 is bls-runtime 0.6.3's, 9 is 0.3.1's. */
  readonly wasmtime: 28 | 9;
  /** Whether the node counts fuel, which takes a place or two in each frame. */
  readonly countsFuel: boolean;
}

/**
 * Bytes of stack that recursion has: 512 KiB without what the entry and the innermost call of a host function need.
 * Measured: 10,905 and 10,912 frames of 48 bytes that each call a printing function (probe t-stack-print).
 */
export function stackBytes({ wasmtime }: StackModel): number {
  return wasmtime === 28 ? 523_456 : 523_788;
}

/**
 * Bytes of one frame, as measured with both wasmtimes on x86-64 for functions that keep 0 to 32 values across a call
 * (test/metering/stack-frames.json). Register allocation decides the rest, so it is an estimate where many values live
 * only between calls.
 * @param slots 8-byte places that are needed across a call, see `slotsAcrossCalls`
 * @param parameters number of them; passing many takes places too
 */
export function frameBytes(
  { wasmtime, countsFuel }: StackModel,
  slots: number,
  parameters: number,
): number {
  if (!countsFuel) {
    const live = slots < 6 ? 16 + 16 * Math.ceil(slots / 2) : 32 + 16 * Math.floor(slots / 2);
    return Math.max(live, 16 * (parameters - 4));
  }
  const inRegisters = wasmtime === 28 ? 2 : 3;
  const spilled = slots <= inRegisters ? 0 : Math.floor((slots - inRegisters + 2) / 2);
  return Math.max(48 + 16 * spilled, 16 * (parameters + 1));
}
