import { join, resolve } from "node:path";
import type { ValueKind } from "@weightkit/testkit/internal/kinds/value-model";
import { fault, type WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import { usageErrors } from "../errors/usage-errors.js";
import { shownPath } from "../files/read.js";
import { findProject, loadProject, type Project } from "../project/project.js";

/** The options of a history. */
export interface HistoryValues {
  readonly inferences: string | undefined;
  readonly truth: string | undefined;
  readonly onDuplicate: OnDuplicate | undefined;
  readonly workers?: string | undefined;
  readonly valueKind?: ValueKind | undefined;
}

/** What a second inference of a worker at the same time is: a fault, or what counts from then on. */
export type OnDuplicate = "refuse" | "last";

/** A history to read. Paths are as the user knows them. */
export interface HistorySettings {
  readonly inferences: string;
  readonly truth: string | null;
  /** The file with workers' names. */
  readonly workers: string | null;
  readonly onDuplicate: OnDuplicate;
  readonly valueKind: ValueKind;
  /** The topic of rows that name none. */
  readonly topic: string;
}

/**
 * From options first and the project around `cwd` second. A project describes its own history only: with `--inferences` none of it
 * counts.
 * @throws WeightkitError WK109, WK111, WK120 to WK126
 */
export function historySettings(values: HistoryValues, cwd: string): HistorySettings {
  const project = values.inferences === undefined ? projectAround(cwd) : null;
  const settings = project?.settings;
  const own = (path: string | undefined): string | null =>
    path === undefined || project === null ? null : shownPath(join(project.directory, path), cwd);
  const inferences = values.inferences ?? own(settings?.history.inferences);
  if (inferences === null) throw missingHistory();
  return {
    inferences,
    truth: values.truth ?? own(settings?.history.truth),
    workers: values.workers ?? own(settings?.history.workers),
    onDuplicate: values.onDuplicate ?? settings?.history.onDuplicate ?? "refuse",
    valueKind: values.valueKind ?? settings?.topic.valueKind ?? "number",
    topic: settings?.topic.id ?? "1",
  };
}

export function missingHistory(): WeightkitError {
  const remedy = "Give --inferences FILE (timestamp,worker,value), and --truth FILE";
  return fault(usageErrors.missingOption, { what: "The history", remedy });
}

function projectAround(cwd: string): Project | null {
  const root = findProject(resolve(cwd));
  return root === null ? null : loadProject(root, cwd);
}
