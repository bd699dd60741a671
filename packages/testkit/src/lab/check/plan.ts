import type { TopicHistory } from "../../history/history.js";
import type { ValueModel } from "../../kinds/value-model.js";
import type { Logic } from "../../logic/logic.js";
import type { Cadences } from "../../replay/plan.js";
import type { RoundFixture } from "../../round/fixture/round-fixture.js";
import type { RoundScene } from "../../round/run-request.js";
import type { TruthRoute } from "../../round/truth-answerer.js";
import type { Limits } from "../../runtime/limits.js";
import type { RuntimeTarget } from "../../runtime/versions.js";
import type { CheckRound } from "./check-round.js";
import type { PropertyName } from "./property-names.js";

/** Weight logic and all that its properties depend on: plain data that may pass between threads. */
export interface CheckSubject {
  readonly logic: Logic;
  readonly limits: Limits;
  readonly runtime?: RuntimeTarget;
  readonly scene: RoundScene;
  /** Where the logic asks for truth; null when it does not. */
  readonly route: TruthRoute | null;
  readonly values: ValueModel;
  /** Values are multiplied by this before the chain rounds them to integers. */
  readonly valueScale: number;
  readonly cadences: Cadences;
  readonly declared: Declarations;
}

/** What the author declares about the logic. */
export interface Declarations {
  /** Properties that are checked only where they are declared, and are. */
  readonly holds: readonly string[];
  /** Properties that do not hold, each with the reason. */
  readonly exceptions: Readonly<Record<string, string>>;
  /** What the weights that a round prints sum to; null when nothing is declared. */
  readonly sum: number | null;
  /** Largest WASM in bytes; null when nothing is declared. */
  readonly wasmBytes: number | null;
}

/** One check: same plan, same results. */
export interface CheckPlan {
  readonly subject: CheckSubject;
  /** Rounds are taken from it, and workers and sizes for generated rounds; null for generated rounds only. */
  readonly history: TopicHistory | null;
  /** The properties to check; all when empty. */
  readonly properties: readonly PropertyName[];
  /** Seed of the generated rounds, an unsigned 32-bit integer. */
  readonly seed: number;
  /** Generated rounds a property, and recorded rounds at most. */
  readonly runs: number;
  /** Whether long simulations run in full: 10,000 rounds in place of 500. */
  readonly thorough: boolean;
  /** Rounds that failed before, by property: judged first. */
  readonly saved: readonly SavedRound[];
}

export interface SavedRound {
  readonly property: string;
  readonly round: CheckRound;
}

/** What became of one property. */
export interface PropertyResult {
  readonly name: PropertyName;
  readonly statement: string;
  readonly status: "holds" | "fails" | "exception" | "not-declared" | "not-applicable";
  /** Why it was not checked, or the counterexample in one sentence; null when it holds. */
  readonly reason: string | null;
  /** Rounds that were judged. */
  readonly rounds: number;
  /** The smallest counterexample that was found. */
  readonly counterexample: Counterexample | null;
  /** Whether a saved round failed before and does not any more. */
  readonly fixed: boolean;
}

export interface Counterexample {
  readonly round: CheckRound;
  /** The same round as a file holds it. */
  readonly fixture: RoundFixture;
  readonly from: "generated" | "recorded" | "saved";
  /** Smaller rounds that were tried after the first one that failed. */
  readonly shrinks: number;
}
