import { readdirSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { pathStatus } from "@weightkit/testkit/internal/history/path-status";

/** The folder of a project whose files are adversaries. */
const FOLDER = "attacks";

/** Endings of files that an adversary may be written in. */
export const ADVERSARY_ENDINGS: readonly string[] = [".ts", ".mts", ".js", ".mjs"];

/** Absolute paths of the adversaries of a project, by name. */
export function adversaryFiles(project: string): string[] {
  const folder = join(project, FOLDER);
  if (pathStatus(folder)?.isDirectory() !== true) return [];
  return readdirSync(folder)
    .filter((name) => ADVERSARY_ENDINGS.includes(extname(name)) && !/\.d\.m?ts$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** The name that the adversary of a file has. */
export function adversaryName(path: string): string {
  return basename(path, extname(path));
}
