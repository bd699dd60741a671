import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const resolve = createRequire(import.meta.url).resolve;

/** A module's URL: itself, or where the package of that name keeps it, also when called from a bundle or from sources. */
export function resolveModule(module: string): URL {
  return module.startsWith("file:") ? new URL(module) : pathToFileURL(resolve(module));
}
