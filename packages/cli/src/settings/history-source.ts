import { join, resolve } from "node:path";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import type { TopicHistory } from "@weightkit/testkit/internal/history/history";
import {
  readHistory,
  topicOf,
  type History,
} from "@weightkit/testkit/internal/history/read-history";
import type { Input } from "../core/input.js";
import { usageErrors } from "../errors/usage-errors.js";
import { atCwd, shownPath } from "../files/read.js";
import { findProject, loadProject } from "../project/project.js";
import type { ProjectSettings } from "../project/schema.js";
import { renderWarning } from "../ui/render-error.js";
import type { Ui } from "../ui/ui.js";
import { readWorkerNames } from "./worker-names.js";

/** A history as read, with where it came from. */
export interface ReadHistory extends History {
  readonly inferences: string;
  readonly truth: string | null;
}

/**
 * Reads the history that options name, else the one of the project around `cwd`; warnings go to stderr.
 * @throws WeightkitError WK109, WK3xx with all faults
 */
export async function readGivenHistory(
  input: Input,
  { ui, cwd }: { ui: Ui; cwd: string },
): Promise<ReadHistory> {
  const root = findProject(resolve(cwd));
  const settings: ProjectSettings | null =
    root === null || input.text("inferences") !== undefined
      ? null
      : loadProject(root, cwd).settings;
  const known = (path: string): string => shownPath(join(root ?? cwd, path), cwd);
  const inferences = input.text("inferences") ?? (settings && known(settings.history.inferences));
  if (inferences === null) {
    const remedy = "Give --inferences FILE (timestamp,worker,value), and --truth FILE";
    throw fault(usageErrors.missingOption, { what: "The history", remedy });
  }
  const truth = input.text("truth") ?? (settings && known(settings.history.truth));
  const history = await readHistory({
    inferences: atCwd(inferences, cwd),
    truth: truth === null ? null : atCwd(truth, cwd),
    topic: settings?.topic.id ?? "1",
    ...(input.flag("texts") ? { values: "texts" as const } : {}),
    onDuplicate: duplicatesOf(input, settings),
  });
  tellWarnings(history, ui);
  return { ...history, topics: chosenTopics(history, input), inferences, truth };
}

export function tellWarnings({ warnings }: Pick<History, "warnings">, ui: Ui): void {
  for (const warning of warnings) ui.warn(renderWarning(warning, ui.io.cwd));
}

/**
 * The topics of `--topic`, in that order; all when it is not given.
 * @throws WeightkitError WK321
 */
export function chosenTopics(history: History, input: Input): readonly TopicHistory[] {
  const wanted = input.texts("topic");
  return wanted.length === 0 ? history.topics : wanted.map((topic) => topicOf(history, topic));
}

/** What a second inference of a worker at a time is: as the option says, else what the project does of its own history. */
export function duplicatesOf(
  input: Input,
  project: ProjectSettings | null | undefined,
): "refuse" | "last" {
  const own = input.text("inferences") === undefined ? project?.history.onDuplicate : undefined;
  return (input.text("on-duplicate") ?? own) === "last" ? "last" : "refuse";
}

/** Workers' names by address, and where they come from. */
export interface NamedWorkers {
  readonly names: ReadonlyMap<string, string>;
  /** Null when nobody named any, so that no worker is a stranger. */
  readonly file: string | null;
}

/**
 * Workers' names from `--workers`, else from the project around `cwd`.
 * @throws WeightkitError WK111, WK302 to WK307
 */
export function workerNames(input: Input, cwd: string): NamedWorkers {
  const given = input.text("workers");
  if (given !== undefined) return namesIn(resolve(cwd, given), given);
  const root = findProject(resolve(cwd));
  if (root === null || input.text("inferences") !== undefined) return NOBODY;
  const { workers } = loadProject(root, cwd).settings.history;
  if (workers === undefined) return NOBODY;
  const path = join(root, workers);
  return namesIn(path, shownPath(path, cwd));
}

const NOBODY: NamedWorkers = { names: new Map(), file: null };

function namesIn(path: string, file: string): NamedWorkers {
  return { names: readWorkerNames(path, file), file };
}

/** Whether the values of a history are magnitudes, as `--value-kind` or else the project says. */
export function areNumbers(input: Input, cwd: string): boolean {
  const given = input.text("value-kind");
  if (given !== undefined) return given === "number";
  const root = findProject(resolve(cwd));
  if (root === null || input.text("inferences") !== undefined) return true;
  return loadProject(root, cwd).settings.topic.valueKind === "number";
}
