import { realpathSync } from "node:fs";
import { join } from "node:path";
import { ownFiles } from "./own-files.js";
import { Packages } from "./packages.js";

const TYPED_JSON = /^(json-as|@weightkit\/sdk\/json)(\/|$)/;

/** Whether the entry or a file of the project that it imports asks for typed JSON. */
export function usesTypedJson(directory: string, entry: string): boolean {
  return ownFiles(directory, entry).some(({ imports }) =>
    imports.some((name) => TYPED_JSON.test(name)),
  );
}

/**
 * The compiler arguments that typed JSON needs: json-as's transform where it is used, else none. json-as comes with the SDK.
 */
export function typedJsonArguments(directory: string, entry: string): string[] {
  if (!usesTypedJson(directory, entry)) return [];
  const packages = new Packages(directory);
  const sdk = packages.find("@weightkit/sdk");
  const jsonAs = sdk === null ? null : packages.find("json-as", sdk);
  return jsonAs === null
    ? []
    : ["--transform", realpathSync.native(join(jsonAs, "transform/lib/index.js"))];
}
