// Two folders compared, file by file.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * @param {string} root
 * @param {readonly string[]} paths files and folders below it, with slashes; those that are missing are left out
 * @returns {Map<string, string>} SHA-256 by path of each file
 */
export function digests(root, paths) {
  const files = paths
    .filter((path) => existsSync(join(root, path)))
    .flatMap((path) => below(root, path));
  return new Map(
    files.map((path) => [
      path,
      createHash("sha256")
        .update(readFileSync(join(root, path)))
        .digest("hex"),
    ]),
  );
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {string[]}
 */
function below(root, path) {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => below(root, `${path}/${name}`));
}

/**
 * Sentences about the files that are not the same in both.
 * @param {ReadonlyMap<string, string>} first
 * @param {ReadonlyMap<string, string>} second
 */
export function differences(first, second) {
  return [...new Set([...first.keys(), ...second.keys()])].sort().flatMap((path) => {
    if (first.get(path) === second.get(path)) return [];
    if (!second.has(path)) return [`${path}: only made the first time`];
    return [`${path}: ${first.has(path) ? "differs" : "only made the second time"}`];
  });
}
