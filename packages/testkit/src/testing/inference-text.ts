import { commitInference } from "../chain/inference.js";
import { testingErrors } from "../errors/testing-errors.js";
import { fault } from "../errors/weightkit-error.js";
import type { TopicFacts } from "./topic-facts.js";

/**
 * A worker's inference in the topic's own terms: a number in its unit (not multiplied by the value scale), a probability from 0 to 1, a
 * class by name or number, a distribution as the probabilities of the classes in their order. `raw` is sent as it stands.
 */
export type Inference = number | string | readonly number[] | { readonly raw: string };

/** The topic's values, and whether its host stores whole numbers only. */
export type Sending = Pick<TopicFacts, "values" | "valueScale"> & { readonly integers: boolean };

/**
 * What the payload holds for an inference.
 * @throws WeightkitError WK481
 */
export function inferenceText(worker: string, inference: Inference, sending: Sending): string {
  if (typeof inference === "object" && "raw" in inference) return inference.raw;
  if (!sending.integers) return textOf(inference);
  const value = inferenceValue(worker, inference, sending) * sending.valueScale;
  const stored = commitInference(value);
  if (typeof stored === "number") return BigInt(stored).toString();
  throw fault(testingErrors.badInference, {
    worker,
    value: JSON.stringify(inference),
    wanted: "a number from 0 to 2^64",
  });
}

/**
 * An inference as the number of a history's row, before the value scale.
 * @throws WeightkitError WK481
 */
export function inferenceValue(
  worker: string,
  inference: Exclude<Inference, { raw: string }>,
  { values }: Sending,
): number {
  const { classes = [], packingBase } = values;
  const refused = (wanted: string): never => {
    const value = JSON.stringify(inference);
    throw fault(testingErrors.badInference, { worker, value, wanted });
  };
  if (typeof inference === "number") return inference;
  if (typeof inference === "string") {
    const number = classes.indexOf(inference);
    return number >= 0 ? number : refused(`a number, or one of ${classes.join(", ") || "none"}`);
  }
  if (packingBase === undefined) return refused("a number: the topic has no packingBase");
  if (inference.length !== classes.length) return refused(`${classes.length} probabilities`);
  return inference.reduce((packed, part) => packed * packingBase + digit(part, packingBase), 0);
}

/** The largest digit stands for 1. */
function digit(part: number, base: number): number {
  return Math.round(Math.min(1, Math.max(0, part)) * (base - 1));
}

/** As a worker answers where answers are kept as text. */
export function textOf(inference: Exclude<Inference, { raw: string }>): string {
  return typeof inference === "object" ? inference.join(" ") : String(inference);
}
