import { systemReason } from "../../errors/system-reason.js";
import { labErrors } from "../../errors/lab-errors.js";
import { fault, type WeightkitError } from "../../errors/weightkit-error.js";

/** Of a system's errors those that pass: the same command may succeed later. */
const PASSING: ReadonlySet<string> = new Set([
  ...["ENOSPC", "EDQUOT", "EIO", "ESTALE", "EAGAIN", "EBUSY", "EMFILE"],
  ...["ENFILE", "ENOMEM", "ETIMEDOUT", "EINTR"],
]);

/** The error of a file of a store that could not be written, by whether trying again can help. */
export function storeFault(path: string, cause: unknown): WeightkitError {
  const reason = systemReason(cause);
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const row = PASSING.has(code) ? labErrors.storeNotWritten : labErrors.unusableStore;
  return fault(row, { path, reason }, { cause });
}
