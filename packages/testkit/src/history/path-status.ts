import { statSync, type Stats } from "node:fs";

/**
 * What a path names, links followed; null when that cannot be found out: nothing is there, links go round in a circle, a name is too long,
 * a folder is closed. Whoever then reads it gets the reason from the system.
 */
export function pathStatus(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}
