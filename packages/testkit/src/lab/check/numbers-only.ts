import type { CheckSubject } from "./plan.js";

/** Why a property of numbers does not apply, or null. */
export function numbersOnly({ values: { kind } }: CheckSubject): string | null {
  return kind === "number" ? null : `values are of the kind ${kind}`;
}
