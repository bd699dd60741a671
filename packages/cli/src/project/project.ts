import { dirname, join, resolve } from "node:path";
import { fault, throwFaults } from "@weightkit/testkit/internal/errors/weightkit-error";
import { pathStatus } from "@weightkit/testkit/internal/history/path-status";
import { projectErrors } from "../errors/project-errors.js";
import { MAX_INPUT, readText, shownPath } from "../files/read.js";
import type { Places } from "./locate.js";
import { rangeFaults } from "./parameter-ranges.js";
import { pathFaults } from "./paths.js";
import type { ProjectSettings } from "./schema/project-schema.js";
import { readProject } from "./validate.js";

export const PROJECT_FILE = "weightkit.json";

export interface Project {
  /** Absolute path of the folder that holds weightkit.json. */
  readonly directory: string;
  readonly settings: ProjectSettings;
  /** Where in weightkit.json a setting is. */
  readonly places: Places;
}

/**
 * The project that `from` (a folder) lies in.
 * @throws WeightkitError WK110 when there is none; WK111, WK117, WK120 to WK128 when its file is bad
 */
export function loadProject(from: string, cwd: string): Project {
  const directory = findProject(resolve(cwd, from));
  if (directory === null) throw fault(projectErrors.noProject, { directory: resolve(cwd, from) });
  const path = join(directory, PROJECT_FILE);
  const shown = shownPath(path, cwd);
  const text = readText(path, "the project file", shown, MAX_INPUT.projectFile);
  const project = { directory, ...readProject(text, shown) };
  const { settings, places } = project;
  throwFaults([
    ...pathFaults(directory, settings, places),
    ...rangeFaults(settings.parameters, places),
  ]);
  return project;
}

/** The folder with a weightkit.json at or above `from`, or null. */
export function findProject(from: string): string | null {
  for (let directory = from; ; directory = dirname(directory)) {
    if (isFile(join(directory, PROJECT_FILE))) return directory;
    if (dirname(directory) === directory) return null;
  }
}

/** Whether a folder is a project's own. */
export function isProjectFolder(folder: string): boolean {
  return isFile(join(folder, PROJECT_FILE));
}

function isFile(path: string): boolean {
  return pathStatus(path)?.isFile() === true;
}
