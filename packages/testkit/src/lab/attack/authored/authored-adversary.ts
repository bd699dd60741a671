import { labErrors } from "../../../errors/lab-errors.js";
import { fault } from "../../../errors/weightkit-error.js";
import { lostItsThread } from "../../../runtime/lost-outcome.js";
import type { WorkerPool } from "../../../threads/pool.js";
import type { RemoteAdversary } from "../adversary.js";
import { authoredJob, type AuthoredInput, type AuthoredResult } from "./authored-job.js";
import type { AuthoredSource } from "./authored-source.js";

/** Milliseconds that an adversary may take for a world of 200 sets; those built in take less than 10. */
const MAX_MILLISECONDS = 5000;

/**
 * An adversary whose code somebody else wrote. The code runs in a thread of the pool.
 * @throws WeightkitError WK670 to WK673; its attacks WK670, WK672 to WK674
 */
export async function authoredAdversary(
  source: AuthoredSource,
  pool: WorkerPool,
  milliseconds = MAX_MILLISECONDS,
): Promise<RemoteAdversary> {
  const { facts } = await ran({ source, scene: null, milliseconds }, pool);
  return {
    ...facts,
    files: source.modules.map(({ file }) => file),
    attacks: async (scene) => (await ran({ source, scene, milliseconds }, pool)).attacks,
  };
}

async function ran(input: AuthoredInput, pool: WorkerPool): Promise<AuthoredResult> {
  try {
    return await pool.run(authoredJob, input);
  } catch (error) {
    if (!lostItsThread(error)) throw error;
    const { name, modules } = input.source;
    const place = { file: modules[0]?.place ?? "" };
    throw fault(labErrors.slowAdversary, { name, milliseconds: null }, { place, cause: error });
  }
}
