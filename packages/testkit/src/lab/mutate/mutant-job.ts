import { createHash } from "node:crypto";
import { WeightkitError } from "../../errors/weightkit-error.js";
import type { Logic } from "../../logic/logic.js";
import type { RoundFixture } from "../../round/fixture/round-fixture.js";
import type { JobReference } from "../../threads/job.js";
import { Laboratory } from "../check/laboratory.js";
import type { CheckSubject } from "../check/plan.js";
import { PROPERTIES } from "../check/properties/table.js";
import { edited, type Edit } from "./edit.js";
import { readCode } from "./instructions.js";
import type { Baseline, MutantTrial } from "./plan.js";
import { differs, preparedForTests, repeatRun } from "./test-runs.js";

export interface MutantTask {
  readonly subject: CheckSubject;
  readonly baseline: Pick<Baseline, "rounds" | "properties" | "fuel">;
  readonly testRuns: readonly RoundFixture[];
  readonly edit: Edit;
}

export const mutantJob: JobReference<MutantTask, never, MutantTrial> = {
  module: "@weightkit/testkit/internal/lab/mutate/mutant-job",
  name: "tryMutantInThread",
};

/** Milliseconds of a mutant's run: its fuel ends it sooner. */
const MILLISECONDS = 5000;

/** Holds one mutant against the properties, and its runs against those of the tests. */
export function tryMutantInThread(task: MutantTask): MutantTrial {
  const { baseline, testRuns } = task;
  const mutant = mutated(task.subject.logic, task.edit);
  const limits = { ...task.subject.limits, fuel: baseline.fuel, milliseconds: MILLISECONDS };
  const subject = { ...task.subject, logic: mutant, limits };
  try {
    const lab = new Laboratory(subject);
    for (const { property, rounds } of baseline.properties) {
      const judge = PROPERTIES.find(({ name }) => name === property)?.judge;
      for (const i of rounds) {
        const round = baseline.rounds[i];
        // One that runs out of fuel, time or memory is killed as well, though the property holds.
        const reason = round === undefined ? null : (judge?.(round, lab) ?? null);
        if (reason !== null) return { property, reason, changesTests: true };
        const failure = round === undefined ? null : lab.run(round).failure;
        if (failure !== null && LIMITS.has(failure.code))
          return { property, reason: `${failure.code}: ${failure.message}`, changesTests: true };
      }
    }
    const before = preparedForTests(task.subject, {});
    const after = preparedForTests(subject, { fuel: baseline.fuel });
    const changesTests = testRuns.some((run) =>
      differs(repeatRun(before, run), repeatRun(after, run)),
    );
    return { property: null, reason: null, changesTests };
  } catch (error) {
    if (!(error instanceof WeightkitError)) throw error;
    return {
      property: "one-object",
      reason: `${error.code}: ${error.message}`,
      changesTests: true,
    };
  }
}

/** Out of fuel, of time, of memory. */
const LIMITS = new Set(["WK430", "WK431", "WK442"]);

/** The logic with one instruction changed; its map would be off behind the change. */
export function mutated(logic: Logic, edit: Edit): Logic {
  const bytes = edited(logic.bytes, readCode(logic.bytes), edit);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { ...logic, bytes, sha256, sourceMap: null };
}
