/**
 * Which wasmtime's default fuel costs are counted.
 *
 * - `classic`: wasmtime as bls-runtime ships it (9 in v0.3.1, 28 in v0.6.3).
 * - `2026`: wasmtime since May 2026, which charges bulk memory and table operators by what they move.
 */
export type CostModel = "classic" | "2026";
