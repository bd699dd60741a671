import type { RoundRan, SecondRan } from "../../replay/facts.js";
import { causeOf } from "../../runtime/failure.js";
import type { FailureGroup, FailedRound } from "../summary.js";

const STDERR_KEPT = 4000;
const MAX_GROUPS = 50;

/** Gathers failed rounds by what went wrong, so that a thousand equal failures are one line and bounded memory. */
export class Failures {
  readonly #groups = new Map<string, { first: FailedRound; rounds: number; secondRuns: number }>();

  add(round: RoundRan | SecondRan): void {
    const { code } = reason(round);
    const { failure, exitCode } = round;
    // A guest may fail in endlessly many ways: past the cap, failures with the same code are one group.
    const exact = failure === null ? `exit ${exitCode}` : causeOf(failure);
    const key = this.#groups.has(exact) || this.#groups.size < MAX_GROUPS ? exact : code;
    const group = this.#groups.get(key);
    const counts = group ?? { first: failedRound(round), rounds: 0, secondRuns: 0 };
    if (round.kind === "second") counts.secondRuns += 1;
    else counts.rounds += 1;
    this.#groups.set(key, counts);
  }

  result(): FailureGroup[] {
    return [...this.#groups.values()].map(({ first, rounds, secondRuns }) => ({
      ...reason(first),
      rounds,
      secondRuns,
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

function failedRound(round: RoundRan | SecondRan): FailedRound {
  const { index, reputer, blockTime, exitCode, failure } = round;
  const stderr =
    round.stderr.length > STDERR_KEPT ? `…${round.stderr.slice(-STDERR_KEPT)}` : round.stderr;
  const second = round.kind === "second";
  return { index, second, reputer, blockTime, exitCode, failure, stderr };
}
