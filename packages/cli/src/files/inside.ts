import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { projectErrors } from "../errors/project-errors.js";
import { liesBelow, relativePath } from "./relative.js";

/** Whether a path, which need not exist, lies in a folder once all links are followed. */
export function isBelow(folder: string, path: string): boolean {
  const [from, to] = [withoutLinks(folder), withoutLinks(path)];
  return from === to || liesBelow(from, to);
}

/**
 * Folders that weightkit writes by itself lie in the project: a link in a stranger's project must not lead it elsewhere.
 * @throws WeightkitError WK159
 */
export function checkInside(project: string, path: string): void {
  if (isBelow(project, path)) return;
  throw fault(projectErrors.folderOutside, { folder: relativePath(project, path) });
}

/** A path without links, as far as it exists, in the letters that the disk has where their case does not matter. */
function withoutLinks(path: string): string {
  if (existsSync(path)) return realpathSync.native(path);
  const parent = dirname(path);
  return parent === path ? path : join(withoutLinks(parent), basename(path));
}
