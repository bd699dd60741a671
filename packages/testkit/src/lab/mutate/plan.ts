import type { TopicHistory } from "../../history/history.js";
import type { RoundFixture } from "../../round/fixture/round-fixture.js";
import type { CheckRound } from "../check/check-round.js";
import type { CheckSubject } from "../check/plan.js";
import type { PropertyName } from "../check/property-names.js";
import type { Mutant } from "./mutants.js";

/** What mutants are made of and held against. Plain data: same plan, same mutants, same score. */
export interface MutationPlan {
  /** The logic is an unoptimized build with names and a source map. */
  readonly subject: CheckSubject;
  readonly history: TopicHistory | null;
  /** The properties to check; all that apply when empty. */
  readonly properties: readonly PropertyName[];
  /** Mutants at most. */
  readonly mutants: number;
  /** Whether only the author's own code is changed, and not what it calls. */
  readonly ownOnly: boolean;
  /** Seed of the choice of mutants and of the generated rounds, an unsigned 32-bit integer. */
  readonly seed: number;
  /** Runs that the author's tests made of the unchanged logic. */
  readonly testRuns: readonly RoundFixture[];
}

/** Rounds on which properties hold for the unchanged logic. */
export interface PropertyRounds {
  readonly property: PropertyName;
  /** Indices in the rounds of the baseline: properties share rounds. */
  readonly rounds: readonly number[];
}

/** The unchanged logic: the mutants that were chosen, and what each is held against. */
export interface Baseline {
  readonly mutants: readonly ChosenMutant[];
  /** All mutants from which these were chosen. */
  readonly possible: number;
  readonly rounds: readonly CheckRound[];
  readonly properties: readonly PropertyRounds[];
  /** Properties that do not hold for the unchanged logic, which show nothing about mutants. */
  readonly broken: readonly PropertyName[];
  /** Fuel that a run of a mutant may use. */
  readonly fuel: number;
}

export interface ChosenMutant extends Mutant {
  /** Whether any round of a property or any test ran the instruction in the unchanged logic. */
  readonly ran: boolean;
}

/** What became of one mutant in the rounds of properties and in the tests' runs. */
export interface MutantTrial {
  /** The property that found it, and how; null when none did. */
  readonly property: PropertyName | null;
  readonly reason: string | null;
  /** Whether any of the tests' runs has another outcome than before: otherwise no test can notice. */
  readonly changesTests: boolean;
}
