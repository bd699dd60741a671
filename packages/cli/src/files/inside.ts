import { existsSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { usageErrors } from "../errors/usage-errors.js";

/** Whether a path, which need not exist, lies in a folder once all links are followed. */
export function isBelow(folder: string, path: string): boolean {
  const way = relative(withoutLinks(folder), withoutLinks(path));
  return way === "" || (!isAbsolute(way) && way.split(/[\\/]/)[0] !== "..");
}

/**
 * Folders that weightkit writes by itself lie in the project: a link in a stranger's project must not lead it elsewhere.
 * @throws WeightkitError WK159
 */
export function checkInside(project: string, path: string): void {
  if (isBelow(project, path)) return;
  throw fault(usageErrors.folderOutside, { folder: relative(project, path) });
}

/** A path without links, as far as it exists. */
function withoutLinks(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : resolve(withoutLinks(parent), relative(parent, path));
}
