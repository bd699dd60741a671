import { existsSync, lstatSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { tableErrors } from "../errors/table-errors.js";
import { fault } from "../errors/weightkit-error.js";

const MAGIC = /[*?]/;
/** Most folders that a pattern looks into. */
const MAX_FOLDERS = 100_000;

/**
 * The files that a path or pattern stands for, sorted by code units: `*` and `?` match within one name, `**` any folders (except hidden
 * ones and links, so that a link to a parent folder cannot make it loop). A path that exists is taken as it is, whatever its letters.
 * @throws WeightkitError WK326 when a pattern matches nothing or looks into too many folders
 */
export function expandPaths(pattern: string): string[] {
  if (!MAGIC.test(pattern) || existsSync(pattern)) return [pattern];
  const parts = pattern.replaceAll("\\", "/").split("/");
  const fixed = parts.findIndex((part) => MAGIC.test(part));
  const walk = new Walk(pattern);
  const found = [...walk.matches(searchRoot(parts.slice(0, fixed)), parts.slice(fixed))];
  if (found.length === 0) throw fault(tableErrors.noMatch, { pattern });
  return [...new Set(found)].sort();
}

/** The folder that the parts before the first pattern name. Without its slash, a drive of Windows is the folder that it was last in. */
export function searchRoot(parts: readonly string[]): string {
  const root = parts.join("/");
  return parts.length > 0 && /^(?:[A-Za-z]:)?$/.test(root) ? `${root}/` : root;
}

class Walk {
  #folders = 0;

  constructor(readonly pattern: string) {}

  *matches(folder: string, [first, ...rest]: readonly string[]): Generator<string> {
    if (first === undefined) return;
    const deep = first === "**";
    if (deep) yield* this.matches(folder, rest);
    for (const name of this.#names(folder)) {
      if (deep ? name.startsWith(".") : !matchesName(first, name)) continue;
      const path = join(folder, name);
      if (isFolder(path, deep)) yield* this.matches(path, deep ? [first, ...rest] : rest);
      else if (rest.length === 0 && !deep) yield path;
    }
  }

  #names(folder: string): string[] {
    this.#folders += 1;
    if (this.#folders > MAX_FOLDERS) throw fault(tableErrors.noMatch, { pattern: this.pattern });
    try {
      return readdirSync(folder === "" ? "." : folder);
    } catch {
      return [];
    }
  }
}

/** Whether a path is a folder to search; one that cannot be read (for example a circle of links) is not. */
function isFolder(path: string, own: boolean): boolean {
  try {
    return (own ? lstatSync(path) : statSync(path)).isDirectory();
  } catch {
    return false;
  }
}

/**
 * Whether a name matches a pattern of `*`, `?` and letters: greedily, going back to the last `*` only, which is enough and takes at most
 * the product of both lengths.
 */
export function matchesName(pattern: string, name: string): boolean {
  if (name.startsWith(".") && !pattern.startsWith(".")) return false;
  let [at, index, star, mark] = [0, 0, -1, 0];
  while (index < name.length) {
    if (pattern[at] === "*") {
      star = at;
      mark = index;
      at += 1;
    } else if (pattern[at] === "?" || pattern[at] === name[index]) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      mark += 1;
      index = mark;
    } else return false;
  }
  while (pattern[at] === "*") at += 1;
  return at === pattern.length;
}
