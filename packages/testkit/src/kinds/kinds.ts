import { classKind } from "./class.js";
import { distributionKind } from "./distribution.js";
import type { Kind } from "./kind.js";
import { numberKind } from "./number.js";
import { probabilityKind } from "./probability.js";
import type { ValueKind, ValueModel } from "./value-model.js";
import type { CombinationName, LossName } from "./score.js";
import type { ValueWords } from "./value-words.js";

/** Every kind of values. */
export const KINDS: Readonly<Record<ValueKind, Kind>> = {
  number: numberKind,
  probability: probabilityKind,
  class: classKind,
  distribution: distributionKind,
};

/** What reports call things on a topic with these values, and this loss where it is not the kind's own. */
export function valueWords({ values, loss }: JudgedBy): ValueWords {
  const { words, lossWords } = KINDS[values.kind];
  return loss === undefined ? words : { ...words, ...lossWords?.[loss] };
}

interface JudgedBy {
  readonly values: ValueModel;
  readonly loss?: LossName;
}

/** What a combination is called; as in the field `weighted` where the kind has no such. */
export function combinationWord(
  topic: { readonly values: ValueModel },
  name: CombinationName,
): string {
  const found = valueWords(topic).combinations.find(([known]) => known === name);
  return found?.[1] ?? name;
}
