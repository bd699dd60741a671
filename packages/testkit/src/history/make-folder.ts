import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { pathStatus } from "./path-status.js";

/**
 * Makes a folder, and those above it, unless they exist. Not with `recursive` of `mkdirSync`, which never ends where a file system has no
 * such folder and makes none, as /proc does.
 * @param mode permissions of what is made
 * @throws the system's error
 */
export function makeFolder(path: string, mode = 0o777): void {
  const full = resolve(path);
  if (isFolder(full)) return;
  const parent = dirname(full);
  if (parent !== full) makeFolder(parent, mode);
  try {
    mkdirSync(full, { mode });
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!isFolder(full)) throw error;
  }
}

function isFolder(path: string): boolean {
  return pathStatus(path)?.isDirectory() === true;
}
