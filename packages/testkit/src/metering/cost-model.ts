/**
 * Which wasmtime's default fuel costs are counted.
 *
 * - `classic`: wasmtime up to 45, as bls-runtime ships it (9 in v0.3.1, 28 in v0.6.3).
 * - `2026`: wasmtime 50, which charges bulk memory and table operators by what they move, and instantiation. Versions 46
 *   to 49 came near it step by step.
 */
export type CostModel = "classic" | "2026";
