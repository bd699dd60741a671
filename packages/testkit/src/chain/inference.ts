import { readGoFloat } from "./go-float.js";
import { UINT64_LIMIT } from "./uint64.js";

/** Why the chain leaves a worker's answer out of the set. */
export type InferenceRefusal = "not a number" | "not finite" | "negative" | "exceeds uint64";

/**
 * What the chain stores for an answered number: `uint64(math.Round(x))`, half away from zero, so always a whole
 * double (head node, `parseFloatToUint64`). Go's conversion turns the refused ones into garbage; the harness leaves
 * those workers out, as an invalid answer.
 */
export function commitInference(value: number): number | InferenceRefusal {
  const refusal = refuseInference(value);
  return refusal ?? roundHalfAway(value);
}

/** The same, from the answer's text (`strconv.ParseFloat`). */
export function commitInferenceText(text: string): number | InferenceRefusal {
  const value = readGoFloat(text);
  return typeof value === "number" ? commitInference(value) : "not a number";
}

/** Null when the chain can store the number. -0.4 rounds to -0, which is 0: stored. */
export function refuseInference(value: number): InferenceRefusal | null {
  if (Number.isNaN(value) || value === Infinity || value === -Infinity) return "not finite";
  if (value <= -0.5) return "negative";
  return value >= UINT64_LIMIT ? "exceeds uint64" : null;
}

/** Go's `math.Round`. `Math.round` differs: it rounds -0.5 up and (in floor(x + 0.5) form) 0.49999999999999994 too. */
export function roundHalfAway(value: number): number {
  const whole = Math.trunc(value);
  const rest = value - whole;
  if (rest >= 0.5) return whole + 1;
  return rest <= -0.5 ? whole - 1 : whole + 0;
}
