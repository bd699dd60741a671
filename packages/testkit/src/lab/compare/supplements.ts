import { Random } from "../../numbers/xoshiro.js";
import { blockLength, circularBlocks } from "../../metrics/statistics/circular-blocks.js";
import { modelConfidenceSet } from "../../metrics/statistics/model-confidence-set.js";
import { romanoWolf } from "../../metrics/statistics/romano-wolf.js";
import { superiorAbility } from "../../metrics/statistics/superior-ability.js";
import { MIN_SETS } from "../../metrics/statistics/reliability.js";

/** Draws of the bootstrap. */
export const DRAWS = 999;

/**
 * Tests from the literature that people expect to see. They decide nothing here: under serial dependence the confidence set
 * excludes a rule from 24 to 48 % of families of six equal ones.
 */
export interface Supplements {
  readonly draws: number;
  /** Sets in a block. */
  readonly block: number;
  readonly seed: number;
  /** The model confidence set's p, one a rule: in the set of confidence 1 - alpha when at least alpha. */
  readonly confidenceSet: readonly number[];
  /** Hansen's consistent p: is any rule better than the baseline? Null when no rule's losses differ from the baseline's. */
  readonly superiorAbility: number | null;
  /** Romano and Wolf's adjusted one-sided p against the baseline, one a rule; null for the baseline and for its equals. */
  readonly romanoWolf: readonly (number | null)[];
}

/**
 * @param losses One series a rule, on the same sets. @param baseline Index of a rule. @param seed Unsigned 32-bit integer.
 * @returns null with fewer than 20 sets or two rules, where a bootstrap has nothing to draw from.
 */
export function supplements(
  losses: readonly Float64Array[],
  baseline: number,
  seed: number,
): Supplements | null {
  const sets = losses[0]?.length ?? 0;
  const reference = losses[baseline];
  if (sets < MIN_SETS || losses.length < 2 || reference === undefined) return null;
  const random = new Random(seed);
  const block = blockLength(sets);
  const indexSets = circularBlocks(sets, block, DRAWS, (bound) => random.below(bound));
  const others = losses.flatMap((series, rule) =>
    rule === baseline || series.every((loss, t) => loss === reference[t]) ? [] : [rule],
  );
  const series = others.map((rule) => losses[rule] ?? new Float64Array());
  const stepDown = romanoWolf(reference, series, indexSets);
  const steps = modelConfidenceSet(losses, indexSets, "range");
  return {
    draws: DRAWS,
    block,
    seed,
    confidenceSet: losses.map(
      (_, rule) => steps.find((step) => step.rule === rule)?.mcsPValue ?? 1,
    ),
    superiorAbility:
      series.length === 0 ? null : superiorAbility(reference, series, indexSets, block).consistent,
    romanoWolf: losses.map((_, rule) => stepDown.adjustedPValues[others.indexOf(rule)] ?? null),
  };
}
