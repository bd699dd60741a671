import { runtimeErrors } from "../errors/runtime-errors.js";
import { WeightkitError } from "../errors/weightkit-error.js";
import type { RunOutcome } from "./engine.js";
import { EXIT_TIME, EXIT_UNKNOWN } from "./exit-codes.js";
import { failureOf } from "./failure.js";

/** Whether an error of a pool means that a run took its thread down with it. */
export function lostItsThread(error: unknown): error is WeightkitError {
  if (!(error instanceof WeightkitError)) return false;
  const { outOfTime, threadDied } = runtimeErrors;
  return error.code === outOfTime.code || error.code === threadDied.code;
}

/** What is left of a run whose thread is gone, or that was not made. */
export function lostOutcome(error: WeightkitError): RunOutcome {
  return {
    exitCode: error.code === runtimeErrors.outOfTime.code ? EXIT_TIME : EXIT_UNKNOWN,
    stdout: new Uint8Array(0),
    stderr: new Uint8Array(0),
    fuel: null,
    memoryPages: 0,
    failure: failureOf(error),
    notes: [],
    exchanges: [],
  };
}
