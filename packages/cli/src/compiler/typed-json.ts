import { readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { Packages } from "./packages.js";

const IMPORT = /\bfrom\s*["']([^"']+)["']|\bimport\s*["']([^"']+)["']/g;
const TYPED_JSON = /^(json-as|@weightkit\/sdk\/json)(\/|$)/;

/**
 * The compiler arguments that typed JSON needs: json-as's transform, where the entry or a file of the project that it imports
 * asks for it, else none. json-as comes with the SDK.
 */
export function typedJsonArguments(directory: string, entry: string): string[] {
  if (!usesTypedJson(directory, entry, new Set())) return [];
  const packages = new Packages(directory);
  const sdk = packages.find("@weightkit/sdk");
  const jsonAs = sdk === null ? null : packages.find("json-as", sdk);
  return jsonAs === null
    ? []
    : ["--transform", realpathSync(join(jsonAs, "transform/lib/index.js"))];
}

function usesTypedJson(directory: string, file: string, seen: Set<string>): boolean {
  if (seen.has(file)) return false;
  seen.add(file);
  const path = join(directory, file);
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return false;
  const names = Array.from(
    readFileSync(path, "utf8").matchAll(IMPORT),
    (found) => found[1] ?? found[2] ?? "",
  );
  return names.some(
    (name) =>
      TYPED_JSON.test(name) ||
      (name.startsWith(".") &&
        usesTypedJson(
          directory,
          `${posix.join(dirname(file), name).replace(/\.ts$/, "")}.ts`,
          seen,
        )),
  );
}
