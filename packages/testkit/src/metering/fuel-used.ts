/**
 * Fuel that wasmtime would report as consumed after a run.
 *
 * @param limit fuel that the run was given
 * @param remaining value of the fuel global at the end of the run, trapped or not; below 0 when it was overdrawn
 */
export function fuelUsed(limit: bigint, remaining: bigint): bigint {
  return limit - (remaining < 0n ? 0n : remaining);
}
