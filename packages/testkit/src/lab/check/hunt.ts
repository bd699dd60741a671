import fc, { type Arbitrary } from "fast-check";
import { answering, type CheckRound } from "./check-round.js";
import type { Laboratory } from "./laboratory.js";
import type { Counterexample } from "./plan.js";
import type { Property } from "./property.js";
import type { RoundRange } from "./round-range.js";

/** Smaller rounds that are tried once one has failed. */
const MAX_SHRINKS = 300;

/** A round that breaks a property, and how. */
export interface FoundRound extends Omit<Counterexample, "fixture"> {
  readonly reason: string;
}

/** What a search came to. */
export interface Hunt {
  /** Rounds that were judged before the first that failed, and that one. */
  readonly rounds: number;
  readonly found: FoundRound | null;
}

export interface HuntOptions {
  readonly seed: number;
  readonly runs: number;
}

/** Looks for a generated round that breaks a property, and for a smaller one that does as well. */
export function huntGenerated(
  property: Property,
  range: RoundRange,
  lab: Laboratory,
  { seed, runs }: HuntOptions,
): Hunt {
  const numRuns = Math.min(runs, property.maxRuns ?? runs);
  return hunt(property.rounds(range), property, lab, { seed, numRuns }, "generated");
}

/** Judges a recorded round, and looks for a smaller one made of some of its sets and workers that fails as well. */
export function huntRecorded(property: Property, round: CheckRound, lab: Laboratory): Hunt {
  if (property.judge(round, lab) === null) return { rounds: 1, found: null };
  const workers = answering(round);
  const parts = fc
    .record({ sets: fc.subarray([...round.sets]), workers: fc.subarray([...workers]) })
    .map(({ sets, workers: some }) => partOf(round, sets, new Set(some)), unmapped(round, workers));
  return hunt(parts, property, lab, { seed: 0, numRuns: 1, examples: [[round]] }, "recorded");
}

function hunt(
  rounds: Arbitrary<CheckRound>,
  property: Property,
  lab: Laboratory,
  parameters: fc.Parameters<[CheckRound]>,
  from: Counterexample["from"],
): Hunt {
  let after = 0;
  let failed = false;
  const details = fc.check(
    fc.property(rounds, (round) => {
      if (failed && (after += 1) > MAX_SHRINKS) return true;
      const holds = property.judge(round, lab) === null;
      if (!holds) failed = true;
      return holds;
    }),
    parameters,
  );
  const [round] = details.counterexample ?? [];
  if (round === undefined) return { rounds: details.numRuns, found: null };
  const reason = property.judge(round, lab) ?? "it does not fail again: the logic keeps no promise";
  const shrinks = Math.min(after, MAX_SHRINKS);
  return { rounds: details.numRuns, found: { round, from, shrinks, reason } };
}

/** A round with some of its sets and workers only. */
function partOf(
  round: CheckRound,
  sets: CheckRound["sets"],
  workers: ReadonlySet<string>,
): CheckRound {
  const former = new Set(answering(round));
  const weights = Object.entries(round.weights).filter(
    ([worker]) => workers.has(worker) || !former.has(worker),
  );
  return {
    ...round,
    sets: sets.map(({ timestamp, answers }) => ({
      timestamp,
      answers: answers.filter(({ worker }) => workers.has(worker)),
    })),
    weights: Object.fromEntries(weights),
  };
}

/** What fast-check needs to make the whole round smaller: the parts that it is made of. */
function unmapped(round: CheckRound, workers: readonly string[]) {
  return (value: unknown): { sets: CheckRound["sets"][number][]; workers: string[] } => {
    if (value !== round) throw new Error("only the whole round is taken apart");
    return { sets: [...round.sets], workers: [...workers] };
  };
}
