import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runtimeErrors } from "../errors/runtime-errors.js";
import { systemReason } from "../errors/system-reason.js";
import { fault } from "../errors/weightkit-error.js";

/**
 * Makes a new folder where the system keeps temporary files; whoever asks for it removes it.
 * @param name what its name begins with
 * @throws WeightkitError WK457
 */
export function temporaryFolder(name: string): string {
  const folder = tmpdir();
  try {
    return mkdtempSync(join(folder, `${name}-`));
  } catch (cause) {
    const reason = systemReason(cause);
    throw fault(runtimeErrors.noTemporaryFolder, { folder, reason }, { cause });
  }
}
