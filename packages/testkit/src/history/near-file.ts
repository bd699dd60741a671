import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, isAbsolute, join, normalize, resolve, sep } from "node:path";
import { nearest } from "../numbers/nearest.js";

/**
 * The file or folder that a path with a typing error was likely meant to be: in each folder the one with the nearest name. Null when none
 * is near, or a folder cannot be looked into.
 * @param shown what errors call the path; the answer is relative or absolute as this is
 */
export function nearFile(path: string, shown = path): string | null {
  const near = nearPath(resolve(path));
  if (near === null || isAbsolute(shown)) return near;
  const parts = normalize(shown).split(sep);
  const up = parts.filter((part) => part === "..");
  const down = near.split(sep).slice(up.length - parts.length);
  return [...up, ...down].join("/");
}

function nearPath(path: string): string | null {
  const folder = dirname(path);
  if (folder === path) return null;
  if (!existsSync(folder)) {
    const near = nearPath(folder);
    const there = near === null ? null : join(near, basename(path));
    return there !== null && existsSync(there) ? there : null;
  }
  try {
    const name = nearest(basename(path), readdirSync(folder).sort());
    return name === null ? null : join(folder, name);
  } catch {
    return null;
  }
}
