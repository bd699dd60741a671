import { BASELINES, type BaselineName, type CombinationName } from "../kinds/score.js";
import type { Against } from "./folds/accuracy-fold.js";
import type { Coverage } from "./folds/coverage.js";
import type { Weighting } from "./folds/weighting-fold.js";
import type { ReliabilityReason } from "./statistics/reliability.js";
import type { RoundCounts, SetCounts } from "./counts.js";

/** What a replay shows about a logic: the one object that headline, table, page and CI reports are written from. */
export interface Verdict {
  /**
   * What the headline is about:
   * - `nothing compared`: no set has both a truth and an inference.
   * - `failed rounds`: all or many rounds failed, so the weights are hardly the logic's.
   * - `never learnt`: the weights did not move, or made no difference; there is nothing to judge.
   * - `baselines`: how the weights compare with baselines that need none.
   */
  readonly about: "nothing compared" | "failed rounds" | "never learnt" | "baselines";
  /**
   * `better` and `worse`: beyond chance, and no reason not to rely on it. `better` is used only against the strongest
   * baseline; worse against any that `stated` has. `open` otherwise.
   */
  readonly conclusion: "better" | "worse" | "open";
  /** The baseline with the smallest mean loss among those that need no weights; null when nothing was compared. */
  readonly strongest: BaselineName | null;
  /** What the headline compares with: equal weights, and the strongest baseline where that is another. */
  readonly stated: readonly BaselineName[];
  /** Why the comparison with the strongest baseline cannot be relied on; empty when it can. */
  readonly reasons: readonly ReliabilityReason[];
  /** The smallest difference from the strongest baseline that would have been found with a chance of 80 %, as part of its loss. */
  readonly detectable: number | null;
  /** The skill against equal weights in its two parts, which sum to it; null where nobody was left out, or there is no skill. */
  readonly parts: SkillParts | null;
  /** Null when no round failed. */
  readonly failed: { readonly rounds: number; readonly of: number } | null;
  /** Null when the weights moved and mattered. */
  readonly unlearnt: Unlearnt | null;
}

/** Parts of the loss of equal weights that are gone. */
export interface SkillParts {
  /** By weighting the workers that have weight otherwise than equally. */
  readonly weights: number;
  /** By leaving out the workers that have none. */
  readonly membership: number;
}

export interface Unlearnt {
  /**
   * - `no weights`: no compared set came after weights were stored.
   * - `never moved`: from the first committed round on, shares stayed as they were.
   * - `all alike`: weighted and equal members had the same loss in every compared set.
   */
  readonly sign: "no weights" | "never moved" | "all alike";
  /**
   * - `rounds failed`: hardly any round committed.
   * - `nothing scorable`: no inference had a known truth when its round ran.
   * - `truth not asked`: the logic asked for no truth that was known.
   * - `unknown`: there was something to learn from.
   */
  readonly cause: "rounds failed" | "nothing scorable" | "truth not asked" | "unknown";
}

/** From this share on, failed rounds are the headline. */
export const MANY_FAILED = 0.1;
/** Shares that moved by less have not moved: rounding to 1e-5 does that. */
const NO_TURNOVER = 1e-9;

/** What a verdict follows from. */
export interface Evidence {
  readonly rounds: RoundCounts;
  readonly sets: SetCounts;
  readonly errors: Readonly<Record<CombinationName, number | null>>;
  readonly against: Against;
  readonly weighting: Weighting;
  readonly coverage: Coverage;
  /** Whether weighted and equal members had the same loss in every compared set. */
  readonly alike: boolean;
}

export function verdictOf(evidence: Evidence): Verdict {
  const { against } = evidence;
  const strongest = strongestOf(evidence);
  const stated = BASELINES.filter((name) => name === "equal" || name === strongest);
  const unlearnt = unlearntOf(evidence);
  const failed = failedOf(evidence.rounds);
  const about = aboutOf(evidence, unlearnt);
  const chosen = strongest === null ? null : against[strongest];
  return {
    about,
    conclusion: about === "baselines" ? conclusionOf(against, strongest, stated) : "open",
    strongest,
    stated: strongest === null ? [] : stated,
    reasons: chosen?.reasons ?? [],
    detectable: chosen?.detectable ?? null,
    parts: partsOf(evidence),
    failed,
    unlearnt,
  };
}

/** Of equal ones the first. */
function strongestOf({ errors }: Evidence): BaselineName | null {
  let strongest: BaselineName | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const name of BASELINES) {
    const error = errors[name];
    if (error === null || !(error < least)) continue;
    strongest = name;
    least = error;
  }
  return strongest;
}

function failedOf({ ran, failed, skipped }: RoundCounts): Verdict["failed"] {
  return failed === 0 ? null : { rounds: failed, of: ran - skipped };
}

function aboutOf({ sets, rounds }: Evidence, unlearnt: Unlearnt | null): Verdict["about"] {
  const failed = failedOf(rounds);
  if (failed !== null && failed.rounds >= MANY_FAILED * failed.of) return "failed rounds";
  if (sets.compared === 0) return "nothing compared";
  return unlearnt === null ? "baselines" : "never learnt";
}

function unlearntOf(evidence: Evidence): Unlearnt | null {
  const sign = signOf(evidence);
  return sign === null ? null : { sign, cause: causeOf(evidence) };
}

function signOf({ sets, weighting, alike }: Evidence): Unlearnt["sign"] | null {
  if (sets.compared === 0) return null;
  if (sets.compared === sets.uniform) return "no weights";
  const { largestTurnover } = weighting;
  if (largestTurnover !== null && largestTurnover < NO_TURNOVER) return "never moved";
  return alike ? "all alike" : null;
}

function causeOf({ rounds, coverage }: Evidence): Unlearnt["cause"] {
  if (rounds.committed <= 1 && rounds.failed > 0) return "rounds failed";
  if (coverage.scored === 0) return "nothing scorable";
  return coverage.used === 0 ? "truth not asked" : "unknown";
}

function conclusionOf(
  against: Against,
  strongest: BaselineName | null,
  stated: readonly BaselineName[],
): Verdict["conclusion"] {
  const sure = (name: BaselineName, kind: "better" | "worse"): boolean =>
    against[name]?.kind === kind && against[name].beyondChance;
  if (stated.some((name) => sure(name, "worse"))) return "worse";
  return strongest !== null && sure(strongest, "better") ? "better" : "open";
}

function partsOf({ errors }: Evidence): SkillParts | null {
  const { weighted, equal, members } = errors;
  if (weighted === null || equal === null || members === null) return null;
  const membership = 1 - members / equal;
  if (membership === 0 || !Number.isFinite(membership)) return null;
  return { weights: (members - weighted) / equal, membership };
}
