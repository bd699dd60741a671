import type { JobContext, JobReference } from "../../threads/job.js";
import { fixtureOf } from "./failure-fixture.js";
import { huntGenerated, huntRecorded, type Hunt } from "./hunt.js";
import { Laboratory } from "./laboratory.js";
import type { CheckPlan, PropertyResult } from "./plan.js";
import { PROPERTIES } from "./properties/table.js";
import type { Property } from "./property.js";
import { DECLARED_NAMES } from "./property-names.js";
import { recordedRounds } from "./recorded-rounds.js";
import { roundRange } from "./round-range.js";
import type { CheckRound } from "./check-round.js";

/** Sends the name of each property before it is checked. */
export const checkJob: JobReference<CheckPlan, string, PropertyResult[]> = {
  module: "@weightkit/testkit/internal/lab/check/check-job",
  name: "checkInThread",
};

/**
 * Looks for counterexamples of all properties of a plan: saved rounds first, then recorded ones, then generated ones.
 * @throws WeightkitError as `Engine.prepare` and a replay do
 */
export async function checkInThread(
  plan: CheckPlan,
  { send }: Pick<JobContext<string>, "send">,
): Promise<PropertyResult[]> {
  const { subject, history, runs, thorough, properties } = plan;
  const lab = new Laboratory(subject, thorough);
  const recorded = history === null ? [] : await recordedRounds(subject, history, runs);
  return PROPERTIES.filter(({ name }) => properties.length === 0 || properties.includes(name)).map(
    (property) => {
      send(property.name);
      return resultOf(property, plan, recorded, lab);
    },
  );
}

function resultOf(
  property: Property,
  plan: CheckPlan,
  recorded: readonly CheckRound[],
  lab: Laboratory,
): PropertyResult {
  const { name, statement } = property;
  const result = { name, statement, reason: null, rounds: 0, counterexample: null, fixed: false };
  const { holds, exceptions } = plan.subject.declared;
  const exception = exceptions[name];
  if (exception !== undefined) return { ...result, status: "exception", reason: exception };
  const needsDeclaring = DECLARED_NAMES.some((one) => one === name);
  if (needsDeclaring && !holds.includes(name)) {
    return { ...result, status: "not-declared", reason: "check.holds does not have it" };
  }
  const notFor = property.notFor?.(plan.subject) ?? null;
  if (notFor !== null) return { ...result, status: "not-applicable", reason: notFor };
  const saved = plan.saved.filter((one) => one.property === name).map(({ round }) => round);
  const { rounds, found } = huntAll(property, plan, saved, recorded, lab);
  const fixed = saved.length > 0 && found?.from !== "saved";
  if (found === null) return { ...result, status: "holds", rounds, fixed };
  const { reason, ...rest } = found;
  const counterexample = { ...rest, fixture: fixtureOf(rest.round, lab) };
  return { ...result, status: "fails", reason, rounds, counterexample, fixed };
}

function huntAll(
  property: Property,
  { subject, history, seed, runs }: CheckPlan,
  saved: readonly CheckRound[],
  recorded: readonly CheckRound[],
  lab: Laboratory,
): Hunt {
  let rounds = 0;
  for (const round of saved) {
    rounds += 1;
    const reason = property.judge(round, lab);
    if (reason !== null) return { rounds, found: { round, from: "saved", shrinks: 0, reason } };
  }
  for (const round of property.onRecorded ? recorded.slice(0, property.maxRuns) : []) {
    const hunt = huntRecorded(property, round, lab);
    rounds += 1;
    if (hunt.found !== null) return { rounds, found: hunt.found };
  }
  const generated = huntGenerated(property, roundRange(subject, history), lab, { seed, runs });
  return { rounds: rounds + generated.rounds, found: generated.found };
}
