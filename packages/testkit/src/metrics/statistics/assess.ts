import { at } from "../../numbers/column.js";
import { mean } from "../../numbers/sum.js";
import { minimumDetectable } from "./detectable.js";
import { ewc, type EwcTest, type Untestable } from "./ewc.js";
import { exactMcNemar, type McNemar } from "./mcnemar.js";
import {
  effectiveSets,
  lagOneCorrelation,
  reliability,
  type ReliabilityReason,
} from "./reliability.js";
import { skillInterval, type SkillInterval } from "./skill-interval.js";

/** The level of every test behind a verdict, two-sided. */
export const SIGNIFICANCE = 0.05;

/**
 * - `better`, `worse`: every criterion rejects chance.
 * - `borderline`: some do and some do not.
 * - `could be chance`: none does.
 * - `untestable`: there is no test; `test.reason` has why.
 */
export type VerdictKind = "better" | "worse" | "borderline" | "could be chance" | "untestable";

/** Everything that a verdict and the table below it may print: what follows from the same numbers cannot differ. */
export interface Assessment {
  readonly kind: VerdictKind;
  /** Whether `kind` is better or worse and there are no `reasons` not to rely on it. Only then may a headline be sure. */
  readonly beyondChance: boolean;
  /** Why the verdict cannot be relied on; empty when it can. */
  readonly reasons: readonly ReliabilityReason[];
  readonly sets: number;
  /** Mean of loss less reference loss, in the unit of the losses; null without sets or when it is not finite. Negative is better. */
  readonly meanDifference: number | null;
  /** 1 - mean loss / mean reference loss; null when the reference was never wrong or there are no sets. */
  readonly skill: number | null;
  /** 95 % interval of the skill; null where there is none ({@link skillInterval}). */
  readonly interval: SkillInterval | null;
  readonly test: EwcTest | Untestable;
  /** Of losses that are right or wrong (0 or 1); null for others. */
  readonly mcNemar: McNemar | null;
  /** Correlation of the differences with those of the set before, as sampled; null when they do not vary. `reasons` has it without bias. */
  readonly lagOne: number | null;
  /** How many sets the difference comes from ({@link effectiveSets}). */
  readonly effectiveSets: number;
  /** Smallest true skill that would have been found with a chance of 80 %; null where there is no test or no skill. */
  readonly detectable: number | null;
}

export interface AssessOptions {
  /** Whether losses are 0 or 1, right or wrong: then McNemar's exact test must reject too. */
  readonly zeroOne?: boolean;
}

/**
 * The one judge of a difference between two series of losses, for headline, table and topics alike. Three criteria, of which all
 * must reject for "better" or "worse": the equal-weighted cosine test's p below 5 %, an interval of the skill without 0 (where the
 * reference was never wrong there is none, and p decides), and of 0-1 losses McNemar's exact p below 5 %.
 *
 * How often it is wrong, and what it can find: docs/explanation/how-sure.md.
 *
 * @param losses Not negative, in order of time. @param reference The baseline's losses on the same sets.
 */
export function assessDifference(
  losses: ArrayLike<number>,
  reference: ArrayLike<number>,
  { zeroOne = false }: AssessOptions = {},
): Assessment {
  const sets = losses.length;
  const differences = Float64Array.from(losses, (loss, t) => loss - (reference[t] ?? Number.NaN));
  const test = ewc(differences, Math.max(largest(losses), largest(reference)));
  const interval = test.testable ? skillInterval(losses, reference) : null;
  const mcNemar = zeroOne ? pairedMisses(losses, reference) : null;
  const meanReference = mean(Array.from(reference));
  const kind = verdictKind(test, interval, mcNemar);
  const reasons = reliability(differences);
  return {
    kind,
    beyondChance: (kind === "better" || kind === "worse") && reasons.length === 0,
    reasons,
    sets,
    meanDifference: test.mean,
    skill: skillOf(mean(Array.from(losses)), meanReference),
    interval,
    test,
    mcNemar,
    lagOne: lagOneCorrelation(differences),
    effectiveSets: effectiveSets(differences),
    detectable: test.testable ? minimumDetectable(test, meanReference ?? 0) : null,
  };
}

/** The verdict that follows from the numbers: what {@link assessDifference} returns as `kind`. */
export function verdictKind(
  test: EwcTest | Untestable,
  interval: Pick<SkillInterval, "low" | "high"> | null,
  mcNemar: McNemar | null,
): VerdictKind {
  if (!test.testable) return "untestable";
  const rejects = [test.pValue < SIGNIFICANCE];
  if (interval !== null) rejects.push(interval.low > 0 || interval.high < 0);
  if (mcNemar !== null) rejects.push(mcNemar.pValue < SIGNIFICANCE);
  if (!rejects.includes(true)) return "could be chance";
  if (rejects.includes(false)) return "borderline";
  return test.mean < 0 ? "better" : "worse";
}

function skillOf(own: number | null, other: number | null): number | null {
  if (own === null || other === null) return null;
  const skill = 1 - own / other;
  return Number.isFinite(skill) ? skill : null;
}

function pairedMisses(losses: ArrayLike<number>, reference: ArrayLike<number>): McNemar {
  let [onlyFirst, onlySecond] = [0, 0];
  for (let t = 0; t < losses.length; t += 1) {
    const difference = at(losses, t) - at(reference, t);
    if (difference > 0) onlyFirst += 1;
    if (difference < 0) onlySecond += 1;
  }
  return exactMcNemar(onlyFirst, onlySecond);
}

function largest(values: ArrayLike<number>): number {
  let size = 0;
  for (let t = 0; t < values.length; t += 1) size = Math.max(size, Math.abs(at(values, t)));
  return size;
}
