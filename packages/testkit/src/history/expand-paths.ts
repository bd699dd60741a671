import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { historyErrors } from "../errors/history-errors.js";
import { fault } from "../errors/weightkit-error.js";

const MAGIC = /[*?]/;

/**
 * The files that a path or pattern stands for, sorted by code units: `*` and `?` match within one name, `**` any folders (hidden
 * ones excepted). A path that exists is taken as it is, whatever its letters.
 * @throws WeightkitError WK326 when a pattern matches nothing
 */
export function expandPaths(pattern: string): string[] {
  if (!MAGIC.test(pattern) || existsSync(pattern)) return [pattern];
  const parts = pattern.replaceAll("\\", "/").split("/");
  const fixed = parts.findIndex((part) => MAGIC.test(part));
  const root = parts.slice(0, fixed).join("/");
  const found = [...matches(fixed > 0 && root === "" ? "/" : root, parts.slice(fixed))];
  if (found.length === 0) throw fault(historyErrors.noMatch, { pattern });
  return [...new Set(found)].sort();
}

function* matches(folder: string, [first, ...rest]: readonly string[]): Generator<string> {
  if (first === undefined) return;
  if (first === "**") yield* matches(folder, rest);
  const wanted = first === "**" ? /^(?!\.)/ : namePattern(first);
  for (const name of namesIn(folder)) {
    if (!wanted.test(name)) continue;
    const path = folder === "" ? name : join(folder, name);
    const directory = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
    if (directory) yield* matches(path, first === "**" ? [first, ...rest] : rest);
    else if (rest.length === 0 && first !== "**") yield path;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder === "" ? "." : folder);
  } catch {
    return [];
  }
}

function namePattern(part: string): RegExp {
  const text = part
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("?", "[^/]")
    .replaceAll(/\*+/g, "[^/]*");
  const hidden = part.startsWith(".") ? "" : "(?!\\.)";
  return new RegExp(`^${hidden}${text}$`, "s");
}
