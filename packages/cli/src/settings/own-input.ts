import { realpathSync } from "node:fs";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { expandPaths } from "@weightkit/testkit/internal/history/expand-paths";
import { fileErrors } from "../errors/file-errors.js";
import { atCwd } from "../files/read.js";

/**
 * Recorded data are never written over by what was made of them.
 * @throws WeightkitError WK115
 */
export function refuseOwnInput(
  outputs: readonly { readonly path: string; readonly shown: string }[],
  { inferences, truth }: { readonly inferences: string; readonly truth: string | null },
  cwd: string,
): void {
  const patterns = truth === null ? [inferences] : [inferences, truth];
  const read = new Set(patterns.flatMap((one) => expandPaths(atCwd(one, cwd))).map(real));
  const files = outputs.filter(({ path }) => read.has(real(path))).map(({ shown }) => shown);
  if (files.length > 0) throw fault(fileErrors.overInput, { files });
}

/** A file by the name that the disk has for it: on Windows and macOS several spellings are one file. */
function real(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
