import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { nearest } from "../core/nearest.js";

/** The file that a path with a typing error was likely meant to be: the one of its folder with the nearest name; null when none is near. */
export function nearFile(path: string): string | null {
  try {
    const names = readdirSync(dirname(path)).sort();
    const name = nearest(basename(path), names);
    return name === null ? null : join(dirname(path), name);
  } catch {
    // Its folder is not there either.
    return null;
  }
}
