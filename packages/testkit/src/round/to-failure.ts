import type { WeightkitError } from "../errors/weightkit-error.js";
import type { Failure } from "../runtime/failure.js";

/** A fault that the harness found, as a run's failure without a place in the guest. */
export function toFailure(error: WeightkitError): Failure {
  return { ...error.report(), exit: error.exit, trace: [] };
}
