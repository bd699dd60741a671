import { join } from "node:path";
import { WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import { readWorkerNames } from "@weightkit/testkit/internal/history/formats/worker-names";
import { pathStatus } from "@weightkit/testkit/internal/history/path-status";
import { readHistory, type History } from "@weightkit/testkit/internal/history/read-history";
import { ADVERSARIES } from "@weightkit/testkit/internal/lab/attack/adversaries";
import { PROPERTY_NAMES } from "@weightkit/testkit/internal/lab/check/property-names";
import type { NameKind } from "../../core/command.js";
import { errorRows } from "../../errors/rows.js";
import { readBytes } from "../../files/read.js";
import { adversaryFiles, adversaryName } from "../../project/adversary-files.js";
import { findProject, loadProject, type Project } from "../../project/project.js";
import { listTemplates } from "../../scaffold/templates.js";

/** Names to complete with; none where there is no project or its history cannot be read: a shell has no place for errors. */
export async function namesOf(kind: NameKind, cwd: string): Promise<readonly string[]> {
  switch (kind) {
    case "templates":
      return listTemplates().map(({ name }) => name);
    case "codes":
      return errorRows().map(({ code }) => code);
    case "properties":
      return PROPERTY_NAMES;
    case "adversaries":
      return [...ADVERSARIES.map(({ name }) => name), ...projectAdversaries(cwd)];
    case "topics":
      return await quietly(async () => {
        const history = await ownHistory(loadProject(".", cwd));
        return history.topics.map(({ topic }) => topic);
      });
    case "workers":
      return await quietly(async () => await workersOf(loadProject(".", cwd)));
  }
}

function projectAdversaries(cwd: string): string[] {
  const project = findProject(cwd);
  return project === null ? [] : adversaryFiles(project).map(adversaryName);
}

async function quietly(names: () => Promise<readonly string[]>): Promise<readonly string[]> {
  try {
    return await names();
  } catch (error) {
    if (error instanceof WeightkitError) return [];
    throw error;
  }
}

/** Largest file of inferences that is read for its names, so that a key press does not wait: about 0.2 s. */
const MAX_BYTES = 16 * 2 ** 20;

async function ownHistory({ directory, settings }: Project): Promise<Pick<History, "topics">> {
  const inferences = join(directory, settings.history.inferences);
  const size = pathStatus(inferences)?.size ?? Infinity;
  if (size > MAX_BYTES) return { topics: [] };
  const { onDuplicate = "refuse" } = settings.history;
  return await readHistory({ inferences, truth: null, topic: settings.topic.id, onDuplicate });
}

/** Addresses of the history, and the names that the project's file of workers has for them. */
async function workersOf(project: Project): Promise<readonly string[]> {
  const { topics } = await ownHistory(project);
  const addresses = topics.flatMap(({ inferences }) => inferences.workers);
  const file = project.settings.history.workers;
  if (file === undefined) return [...new Set(addresses)];
  const bytes = readBytes(join(project.directory, file), "the workers' names", file);
  return [...new Set([...readWorkerNames(bytes, file).values(), ...addresses])];
}
