import { parseGoFloat } from "./go-float.js";
import { fitsUint64 } from "./uint64.js";

/** Stored weights are this many times what the logic printed. */
export const WEIGHT_SCALE = 100_000;

/** Why a weight text is not what the chain should store. */
export type WeightFault =
  "not a number" | "out of range" | "not finite" | "negative" | "too large" | "spelling";

/**
 * What the chain stores for a printed weight: `uint64(ParseFloat(text) * 100000)`, the fraction dropped (head node,
 * `parseFloatToUint64Weights`): a whole double. 0 removes the entry.
 */
export function weightUint(text: string): number | WeightFault {
  const value = parseGoFloat(text);
  if (typeof value === "string") {
    return value === "syntax" ? "not a number" : value === "range" ? "out of range" : "spelling";
  }
  if (!Number.isFinite(value)) return "not finite";
  // Go drops the fraction: anything above -0.00001 becomes 0, which removes the entry.
  const whole = Math.trunc(value * WEIGHT_SCALE) + 0;
  if (whole < 0) return "negative";
  return fitsUint64(whole) ? whole : "too large";
}
