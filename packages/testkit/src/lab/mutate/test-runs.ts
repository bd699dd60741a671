import { fixtureAnswerer } from "../../round/fixture/fixture-answers.js";
import type { RoundFixture } from "../../round/fixture/round-fixture.js";
import type { RunOutcome, SyncPreparedLogic } from "../../runtime/engine.js";
import { DEFAULT_LIMITS } from "../../runtime/limits.js";
import { v8Engine } from "../../runtime/v8/v8-engine.js";
import type { CheckSubject } from "../check/plan.js";

/** The logic, ready for runs that the author's tests made; unoptimized code gets more of everything. */
export function preparedForTests(
  { logic, limits }: Pick<CheckSubject, "logic" | "limits">,
  { profile = false, fuel = null }: { readonly profile?: boolean; readonly fuel?: number | null },
): SyncPreparedLogic {
  return v8Engine.prepare(logic, {
    ...{ metered: true, profile },
    limits: { ...DEFAULT_LIMITS, milliseconds: limits.milliseconds, fuel },
  });
}

/** A test's run once more, with the answers that it got. */
export function repeatRun(prepared: SyncPreparedLogic, { request }: RoundFixture): RunOutcome {
  return prepared.run({ ...request, http: fixtureAnswerer(request.answers) });
}

/** Whether a test can see a difference between two runs; fuel only where one uses a tenth more than the other. */
export function differs(one: RunOutcome, other: RunOutcome): boolean {
  const [less, more] = [one.fuel ?? 0, other.fuel ?? 0].sort((a, b) => a - b);
  return (
    one.exitCode !== other.exitCode ||
    Buffer.compare(one.stdout, other.stdout) !== 0 ||
    Buffer.compare(one.stderr, other.stderr) !== 0 ||
    one.failure?.code !== other.failure?.code ||
    one.notes.join("\n") !== other.notes.join("\n") ||
    (more ?? 0) > 1.1 * (less ?? 0)
  );
}
