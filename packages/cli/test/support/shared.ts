import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../../../../shared/", import.meta.url);

/** Whether the shared vectors and data lie beside the repository; tests that need them skip aloud without. */
export const haveShared = existsSync(root);

/** Absolute path of a file in the shared folder, e.g. `sharedPath("vectors/payload.json")`. */
export function sharedPath(relative: string): string {
  return fileURLToPath(new URL(relative, root));
}
