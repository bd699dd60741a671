/**
 * What a topic's values can be.
 * - `number`: anything measured.
 * - `probability`: the chance, 0 to 1, of something that happens (truth 1) or not (truth 0).
 * - `class`: one of several labels.
 * - `distribution`: a probability for each of several classes; the truth is the class that came.
 */
export const VALUE_KINDS = ["number", "probability", "class", "distribution"] as const;
export type ValueKind = (typeof VALUE_KINDS)[number];

/** What a topic's values mean: the chain does not know it, but whoever joins and judges them must. */
export interface ValueModel {
  readonly kind: ValueKind;
  /** Names of the classes, in the order of their numbers (0 and up). Default: the numbers, or the labels themselves. */
  readonly classes?: readonly string[];
  /**
   * For distributions on the chain, which stores one whole number: each part travels as a digit of this base, the first class
   * in the highest (the SDK's `Packing`). Default none: distributions are texts.
   */
  readonly packingBase?: number;
}

/** The default model of a topic. */
export const NUMBERS: ValueModel = { kind: "number" };
