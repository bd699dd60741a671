import fc from "fast-check";
import type { JobReference } from "../../threads/job.js";
import { codeOperators } from "../../metering/code-operators.js";
import type { Profile } from "../../profile/profile.js";
import { RunCounts } from "../../profile/coverage/run-counts.js";
import type { CheckRound } from "../check/check-round.js";
import { Laboratory } from "../check/laboratory.js";
import { PROPERTIES } from "../check/properties/table.js";
import type { Property } from "../check/property.js";
import { DECLARED_NAMES, type PropertyName } from "../check/property-names.js";
import { recordedRounds } from "../check/recorded-rounds.js";
import { roundRange } from "../check/round-range.js";
import { chooseMutants } from "./choose-mutants.js";
import { mutantsOf } from "./mutants.js";
import type { Baseline, MutationPlan, PropertyRounds } from "./plan.js";
import { preparedForTests, repeatRun } from "./test-runs.js";

export const baselineJob: JobReference<MutationPlan, string, Baseline> = {
  module: "@weightkit/testkit/internal/lab/mutate/baseline-job",
  name: "baselineInThread",
};

/** Generated and recorded rounds a property, at most. */
const GENERATED = 8;
const RECORDED = 4;

/** Properties of size and speed, which unoptimized builds do not have, and those that take seconds a round. */
const LEFT_OUT: readonly PropertyName[] = [
  ...(["fuel", "memory", "time", "size"] as const),
  ...(["many-workers", "long-run"] as const),
];

/** A mutant may use that many times the fuel of the most expensive run, and some more: what uses all of it runs on forever. */
const FUEL_FACTOR = 10;
const FUEL_AT_LEAST = 1_000_000;

/**
 * Chooses the mutants, and runs the unchanged logic on all that they will be held against.
 * @throws WeightkitError as `Engine.prepare` and a replay do
 */
export async function baselineInThread(plan: MutationPlan): Promise<Baseline> {
  const { subject, history, seed, testRuns } = plan;
  const { mutants } = mutantsOf(subject.logic);
  const chosen = chooseMutants(mutants, plan);
  const ran = new RanInstructions(subject.logic.bytes);
  const lab = new Laboratory(subject, false, (profile) => {
    ran.add(profile);
  });
  const recorded = history === null ? [] : await recordedRounds(subject, history, RECORDED);
  const range = roundRange(subject, history);
  const rounds: CheckRound[] = [...recorded];
  const made = new Map<Property["rounds"], number[]>();
  const properties: PropertyRounds[] = [];
  const broken: PropertyName[] = [];
  for (const property of checkedProperties(plan)) {
    const { name } = property;
    let own = made.get(property.rounds);
    if (own === undefined) {
      own = fc
        .sample(property.rounds(range), { seed, numRuns: GENERATED })
        .map((round) => rounds.push(round) - 1);
      made.set(property.rounds, own);
    }
    const all = [...(property.onRecorded ? recorded.keys() : []), ...own];
    const holding = all.filter((i) => {
      const round = rounds[i];
      return round !== undefined && property.judge(round, lab) === null;
    });
    if (holding.length < all.length) broken.push(name);
    else properties.push({ property: name, rounds: holding });
  }
  const prepared = preparedForTests(subject, { profile: true });
  for (const run of testRuns) ran.add(repeatRun(prepared, run).profile);
  return {
    mutants: chosen.map((mutant) => ({ ...mutant, ran: ran.has(mutant.edit.start) })),
    ...{ possible: mutants.length, rounds, properties, broken },
    fuel: FUEL_FACTOR * ran.fuel + FUEL_AT_LEAST,
  };
}

function checkedProperties({ subject, properties }: MutationPlan): readonly Property[] {
  const { holds, exceptions } = subject.declared;
  return PROPERTIES.filter(({ name, notFor }) => {
    if (LEFT_OUT.includes(name) || exceptions[name] !== undefined) return false;
    if (properties.length > 0 && !properties.includes(name)) return false;
    const needsDeclaring = DECLARED_NAMES.some((one) => one === name);
    if (needsDeclaring && !holds.includes(name)) return false;
    return (notFor?.(subject) ?? null) === null;
  });
}

/** The instructions that any run came past. */
class RanInstructions {
  /** Fuel of the most expensive run. */
  fuel = 0;
  readonly #operators;
  readonly #ran = new Set<number>();

  constructor(wasm: Uint8Array) {
    this.#operators = [...codeOperators(wasm)];
  }

  add(profile: Profile | undefined): void {
    if (profile === undefined) return;
    this.fuel = Math.max(this.fuel, profile.fuel);
    const counts = new RunCounts(profile);
    for (const operator of this.#operators)
      if (counts.times(operator) > 0) this.#ran.add(operator.offset);
  }

  has(offset: number): boolean {
    return this.#ran.has(offset);
  }
}
