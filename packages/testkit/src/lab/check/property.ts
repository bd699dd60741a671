import type { Arbitrary } from "fast-check";
import type { CheckRound } from "./check-round.js";
import type { Laboratory } from "./laboratory.js";
import type { CheckSubject } from "./plan.js";
import type { PropertyName } from "./property-names.js";
import type { RoundRange } from "./round-range.js";

/** Something that sound weight logic does, whatever the round. */
export interface Property {
  readonly name: PropertyName;
  /** One sentence without a full stop. */
  readonly statement: string;
  /** How it is checked, in one sentence without a full stop. */
  readonly method: string;
  /** When it does not apply, or why an author may declare an exception; one sentence without a full stop. */
  readonly exempt: string;
  /** Why it does not apply to a logic, or null when it does. */
  readonly notFor?: (subject: CheckSubject) => string | null;
  /** The rounds that are generated for it. */
  readonly rounds: (range: RoundRange) => Arbitrary<CheckRound>;
  /** Whether it is checked on recorded rounds as well. */
  readonly onRecorded: boolean;
  /** Generated rounds, and recorded rounds, at most: for what takes long. Default the plan's. */
  readonly maxRuns?: number;
  /** What is wrong with a round, in one sentence, or null. The same for the same round. */
  readonly judge: (round: CheckRound, lab: Laboratory) => string | null;
}
