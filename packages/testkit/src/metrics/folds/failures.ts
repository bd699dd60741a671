import type { LogicRan } from "../../replay/facts.js";
import { causeOf } from "../../runtime/failure.js";
import type { FailureGroup, FailedRound } from "../summary.js";

const STDERR_KEPT = 4000;
const MAX_GROUPS = 50;

/** Gathers failed rounds by what went wrong, so that a thousand equal failures are one line and bounded memory. */
export class Failures {
  readonly #groups = new Map<string, { first: FailedRound; rounds: number }>();

  add(round: LogicRan): void {
    const { code } = reason(round);
    const { failure, exitCode } = round;
    // A guest may fail in endlessly many ways: past the cap, failures with the same code are one group.
    const exact = failure === null ? `exit ${exitCode}` : causeOf(failure);
    const key = this.#groups.has(exact) || this.#groups.size < MAX_GROUPS ? exact : code;
    const group = this.#groups.get(key);
    if (group === undefined) this.#groups.set(key, { first: failedRound(round), rounds: 1 });
    else group.rounds += 1;
  }

  result(): FailureGroup[] {
    return [...this.#groups.values()].map(({ first, rounds }) => ({
      ...reason(first),
      rounds,
      first,
    }));
  }
}

function reason(round: Pick<FailedRound, "failure" | "exitCode">): {
  code: string;
  message: string;
} {
  if (round.failure !== null) return { code: round.failure.code, message: round.failure.message };
  return { code: "", message: `the logic exited with ${round.exitCode}` };
}

function failedRound(round: LogicRan): FailedRound {
  const { index, reputer, blockTime, exitCode, failure } = round;
  const stderr =
    round.stderr.length > STDERR_KEPT ? `…${round.stderr.slice(-STDERR_KEPT)}` : round.stderr;
  return { index, reputer, blockTime, exitCode, failure, stderr };
}
