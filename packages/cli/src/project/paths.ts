import { isAbsolute, resolve } from "node:path";
import { fault, type WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import { expandPaths } from "@weightkit/testkit/internal/history/expand-paths";
import { projectErrors } from "../errors/project-errors.js";
import { isBelow } from "../files/inside.js";
import type { Places } from "./locate.js";
import type { ProjectSettings } from "./schema/project-schema.js";

/**
 * Everything that a project file names lies inside the project's folder, links followed: a project from a stranger reads nothing else
 * of the machine. What lies elsewhere is named on the command line, by whoever runs it.
 * @returns WK128 for each path that leads out
 */
export function pathFaults(
  directory: string,
  settings: ProjectSettings,
  places: Places,
): WeightkitError[] {
  const { entry, wasm, loss, history } = settings;
  const named: readonly (readonly [readonly string[], string | undefined])[] = [
    [["entry"], entry],
    [["wasm"], wasm],
    [["loss"], loss],
    [["history", "inferences"], history.inferences],
    [["history", "truth"], history.truth],
    [["history", "workers"], history.workers],
    [["history", "topics"], history.topics],
  ];
  return named.flatMap(([setting, path]) => {
    if (path === undefined || isInside(directory, path)) return [];
    const place = places.of(setting);
    return [fault(projectErrors.pathOutside, { path, setting: setting.join(".") }, { place })];
  });
}

/** Whether a path or pattern and all that it matches lie inside a folder. */
export function isInside(directory: string, path: string): boolean {
  if (isAbsolute(path) || /^[A-Za-z]:|^[\\/]/.test(path)) return false;
  if (path.split(/[\\/]/).includes("..")) return false;
  return [resolve(directory, path), ...matchesOf(resolve(directory, path))].every((one) =>
    isBelow(directory, one),
  );
}

function matchesOf(pattern: string): string[] {
  try {
    return expandPaths(pattern);
  } catch {
    // Nothing matches, or it cannot be read: whoever reads it reports that.
    return [];
  }
}
