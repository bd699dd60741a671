import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { pathStatus } from "@weightkit/testkit/internal/history/path-status";
import { MAX_INPUT } from "../files/read.js";

const IMPORT = /\bfrom\s*["']([^"']+)["']|\bimport\s*["']([^"']+)["']/g;

/** A file of the project that its entry imports, directly or not. */
export interface OwnFile {
  /** Path inside the project, with slashes. */
  readonly path: string;
  readonly text: string;
  /** What it imports, as written. */
  readonly imports: readonly string[];
}

/**
 * The entry and the project's files that it imports, each once, before anything is compiled. Those that are absent or too large
 * are left out: the compiler reports them.
 */
export function ownFiles(directory: string, entry: string): OwnFile[] {
  const files = new Map<string, OwnFile>();
  const visit = (path: string): boolean => {
    if (files.has(path)) return true;
    const full = join(directory, path);
    const found = pathStatus(full);
    if (found?.isFile() !== true || found.size > MAX_INPUT.source) return false;
    const text = readFileSync(full, "utf8");
    const imports = Array.from(text.matchAll(IMPORT), (found) => found[1] ?? found[2] ?? "");
    files.set(path, { path, text, imports });
    for (const name of imports.filter((one) => one.startsWith("."))) {
      const target = posix.join(posix.dirname(path), name).replace(/\.ts$/, "");
      if (!visit(`${target}.ts`)) visit(`${target}/index.ts`);
    }
    return true;
  };
  visit(posix.normalize(entry));
  return [...files.values()];
}
