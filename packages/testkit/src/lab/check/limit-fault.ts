import { grouped } from "../../errors/grouped.js";
import type { CheckRound } from "./check-round.js";
import { crowded } from "./crowd.js";
import { limitOf, type LimitName } from "./ends-well.js";
import type { CheckedRun, Laboratory } from "./laboratory.js";

/** Workers of a large round. */
const CROWD = 200;

/** Share of its memory from which on a failed round counts as out of memory. */
const ALMOST_ALL = 0.9;

/** Grown rounds by the round that they came from, as three properties need them. */
const grown = new WeakMap<CheckRound, CheckRound>();

/** That a round, or the same one with many workers, hits a limit, in one sentence, or null. */
export function limitFault(round: CheckRound, lab: Laboratory, limit: LimitName): string | null {
  const fault = hit(lab.run(round), lab, limit);
  if (fault !== null) return fault;
  const large = grown.get(round) ?? crowded(round, CROWD);
  grown.set(round, large);
  const more = hit(lab.run(large), lab, limit);
  return more === null ? null : `with ${CROWD} workers: ${more}`;
}

function hit(run: CheckedRun, { subject }: Laboratory, limit: LimitName): string | null {
  const { memoryPages } = run.outcome;
  const most = subject.limits.memoryPages;
  // What a failed allocation asked for is not part of the memory any more.
  const isFull = most !== null && memoryPages >= ALMOST_ALL * most;
  if (limit === "memory" && isFull && run.failure !== null)
    return `${grouped(memoryPages)} of ${grouped(most)} pages of memory are used, and the round fails: ${run.failure.message}`;
  return limitOf(run) === limit ? (run.failure?.message ?? null) : null;
}
