import { KINDS } from "./kinds.js";
import type { ValueModel } from "./value-model.js";

/** A setting that contradicts another one, by what it is about. */
export type ModelProblem =
  /** Classes are named, but values of the kind have none. */
  | { readonly at: "classes"; readonly what: "unused" }
  /** The kind needs at least two classes. */
  | { readonly at: "kind"; readonly what: "too-few-classes" }
  /** A base is given, but values of the kind are not packed. */
  | { readonly at: "packingBase"; readonly what: "unused" }
  /** The host stores whole numbers only, so the kind's values must be packed. */
  | { readonly at: "kind"; readonly what: "unpacked" }
  | { readonly at: "packingBase"; readonly what: "below-two" }
  /** The digits exceed 2^53; `largest` is the largest base that fits, below 2 where none does. */
  | { readonly at: "packingBase"; readonly what: "too-large"; readonly largest: number };

/** Largest number below which every whole one is a double. */
const MAX_PACKED = 2n ** 53n;

/**
 * Where a model contradicts itself: the one rule for options, project files and plans.
 * @param texts Whether the host stores texts; else it stores whole numbers only.
 */
export function modelProblems(model: ValueModel, texts: boolean): ModelProblem[] {
  const { classes, packingBase } = model;
  const { takesClasses, packs } = KINDS[model.kind];
  const found: ModelProblem[] = [];
  if (classes !== undefined && takesClasses === "never") {
    found.push({ at: "classes", what: "unused" });
  }
  if (takesClasses === "always" && (classes ?? []).length < 2) {
    found.push({ at: "kind", what: "too-few-classes" });
  }
  if (packingBase === undefined) {
    return packs && !texts ? [...found, { at: "kind", what: "unpacked" }] : found;
  }
  if (!packs) return [...found, { at: "packingBase", what: "unused" }];
  if (!Number.isSafeInteger(packingBase) || packingBase < 2) {
    return [...found, { at: "packingBase", what: "below-two" }];
  }
  const largest = largestBase((classes ?? []).length);
  return packingBase <= largest
    ? found
    : [...found, { at: "packingBase", what: "too-large", largest }];
}

/** The largest base with base^parts at most 2^53. */
function largestBase(parts: number): number {
  if (parts === 0) return Infinity;
  let base = Math.floor(2 ** (53 / parts)) + 1;
  while (base > 1 && BigInt(base) ** BigInt(parts) > MAX_PACKED) base -= 1;
  return base;
}
