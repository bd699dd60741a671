import { runtimeErrors } from "../errors/runtime-errors.js";
import { WeightkitError } from "../errors/weightkit-error.js";
import type { RunOutcome } from "../runtime/engine.js";
import { EXIT_TIME, EXIT_UNKNOWN } from "../runtime/exit-codes.js";
import type { WorkerPool } from "../threads/pool.js";
import { runJob } from "./run-job.js";
import type { IsolatedRun } from "./run-job.js";

/**
 * One run in a thread of its own: whatever the guest does, this thread stays free and the harness alive. A run that
 * hangs, or takes its thread down with it, is an outcome with a failure like any other.
 * @throws WeightkitError when the logic cannot be prepared, as `Engine.prepare` does
 */
export async function runIsolated(pool: WorkerPool, run: IsolatedRun): Promise<RunOutcome> {
  try {
    return await pool.run(runJob, run, { runMilliseconds: run.options.limits.milliseconds });
  } catch (error) {
    if (!(error instanceof WeightkitError)) throw error;
    if (error.code === runtimeErrors.outOfTime.code) return lost(error, EXIT_TIME);
    if (error.code === runtimeErrors.threadDied.code) return lost(error, EXIT_UNKNOWN);
    throw error;
  }
}

/** What is left of a run whose thread is gone. */
function lost(error: WeightkitError, exitCode: number): RunOutcome {
  return {
    exitCode,
    stdout: new Uint8Array(0),
    stderr: new Uint8Array(0),
    fuel: null,
    memoryPages: 0,
    failure: { ...error.report(), exit: error.exit, trace: [] },
    notes: [],
    exchanges: [],
  };
}
