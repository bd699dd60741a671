import { resolve } from "node:path";
import { WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import type {
  SimulatedWorker,
  SimulationOptions,
} from "@weightkit/testkit/internal/history/simulate/simulate";
import { findProject, loadProject } from "../../../project/project.js";
import type { ProjectSettings } from "../../../project/schema/project-schema.js";
import { unixSeconds } from "@weightkit/testkit/internal/numbers/iso-time";
import { isoTime } from "../../../project/utc-time.js";

/** A worker that turns, in the form of weightkit.json. */
export interface Turn {
  readonly worker: string;
  readonly to: "bad" | "good";
  readonly at: string;
}

/** How and when a worker turns: none or one. A worker of middling skill turns into itself: nothing to follow. */
export function turnOf(
  { name, error, errorAfter, turnsAt }: SimulatedWorker,
  { start, cadence }: SimulationOptions,
): Turn[] {
  if (turnsAt === null || error === errorAfter) return [];
  const to = errorAfter > error ? "bad" : "good";
  return [{ worker: name, to, at: isoTime(start + turnsAt * cadence) }];
}

/**
 * Whether the project that a history was written for still lists other turns of it.
 * @param inferences absolute path of what was written
 */
export function hasOtherTurns(turns: readonly Turn[], inferences: string, cwd: string): boolean {
  const root = findProject(resolve(cwd));
  if (root === null) return false;
  const history = historySettings(root, cwd);
  if (history?.turned === undefined || resolve(root, history.inferences) !== inferences)
    return false;
  const spelled = (list: readonly { worker: string; to: string; at: string | number }[]): string =>
    list
      .map(({ worker, to, at }) => `${worker} ${to} ${unixSeconds(String(at)) ?? 0}`)
      .sort()
      .join("\n");
  return spelled(turns) !== spelled(history.turned);
}

/** Null when the project file is faulty: nothing here depends on it, and the next command that does reports why. */
function historySettings(root: string, cwd: string): ProjectSettings["history"] | null {
  try {
    return loadProject(root, cwd).settings.history;
  } catch (error) {
    if (error instanceof WeightkitError) return null;
    throw error;
  }
}
