import { WeightkitError } from "../../errors/weightkit-error.js";
import type { Logic } from "../../logic/logic.js";
import type { WorkerPool } from "../../threads/pool.js";
import { baselineJob } from "./baseline-job.js";
import { mutantJob, mutated } from "./mutant-job.js";
import type { Baseline, ChosenMutant, MutantTrial, MutationPlan } from "./plan.js";

/**
 * What became of a mutant: killed by a property of `check` or by a test of the author's; survived; `not-run` when it survived since no
 * round and no test runs what was changed; `unreachable` when nothing can, which counts neither way.
 */
export type MutantStatus = "property" | "test" | "survived" | "not-run" | "unreachable";

export interface TriedMutant extends ChosenMutant {
  readonly status: MutantStatus;
  /** The property or the test that killed it; null when none did. */
  readonly by: string | null;
  /** How, in one sentence; null for tests and survivors. */
  readonly reason: string | null;
}

export interface MutationResult extends Pick<Baseline, "possible" | "broken"> {
  readonly mutants: readonly TriedMutant[];
}

export interface MutationHelp {
  /** Runs mutants on all its threads. */
  readonly pool: WorkerPool;
  /** The name of a test that passes for the unchanged logic and fails for a mutant, or null; absent where tests do not count. */
  readonly failingTest?: (mutant: Logic) => Promise<string | null>;
  readonly onProgress?: (done: number, all: number) => void;
}

/**
 * Makes mutants of a logic and looks for those that neither a property nor a test kills.
 * @throws WeightkitError as `Engine.prepare` and a replay do
 */
export async function tryMutants(plan: MutationPlan, help: MutationHelp): Promise<MutationResult> {
  const baseline = await help.pool.run(baselineJob, plan, { runMilliseconds: Infinity });
  const { mutants, possible, broken } = baseline;
  let done = 0;
  const tried = await Promise.all(
    mutants.map(async (mutant) => {
      const result = await tryMutant(mutant, plan, baseline, help);
      done += 1;
      help.onProgress?.(done, mutants.length);
      return result;
    }),
  );
  return { mutants: tried, possible, broken };
}

async function tryMutant(
  mutant: ChosenMutant,
  { subject, testRuns }: MutationPlan,
  { rounds, properties, fuel }: Baseline,
  { pool, failingTest }: MutationHelp,
): Promise<TriedMutant> {
  const nobody = { ...mutant, by: null, reason: null };
  if (!mutant.reachable) return { ...nobody, status: "unreachable" };
  if (!mutant.ran) return { ...nobody, status: "not-run" };
  const task = { subject, baseline: { rounds, properties, fuel }, testRuns, edit: mutant.edit };
  const trial = await pool.run(mutantJob, task, { runMilliseconds: Infinity }).catch(lostTrial);
  const { property, reason, changesTests } = trial;
  if (property !== null) return { ...mutant, status: "property", by: property, reason };
  if (!changesTests || failingTest === undefined) return { ...nobody, status: "survived" };
  const test = await failingTest(mutated(subject.logic, mutant.edit));
  if (test === null) return { ...nobody, status: "survived" };
  return { ...mutant, status: "test", by: test, reason: null };
}

/** A mutant that takes its thread down is found by that. */
function lostTrial(error: unknown): MutantTrial {
  if (!(error instanceof WeightkitError)) throw error;
  const reason = `${error.code}: ${error.message}`;
  return { property: "one-object", reason, changesTests: true };
}

/** Shares of the mutants that control can come to. */
export interface MutationScore {
  readonly killedByProperties: number;
  readonly killedByTests: number;
  readonly survived: number;
  readonly notRun: number;
  readonly unreachable: number;
  /** Percent of those that were killed, of all but the unreachable; null without any. */
  readonly percent: number | null;
}

export function mutationScore(mutants: readonly Pick<TriedMutant, "status">[]): MutationScore {
  const of = (status: MutantStatus): number =>
    mutants.filter((one) => one.status === status).length;
  const [killedByProperties, killedByTests] = [of("property"), of("test")];
  const all = mutants.length - of("unreachable");
  return {
    ...{ killedByProperties, killedByTests, survived: of("survived"), notRun: of("not-run") },
    unreachable: of("unreachable"),
    percent: all === 0 ? null : (100 * (killedByProperties + killedByTests)) / all,
  };
}
