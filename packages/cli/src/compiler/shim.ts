import { posix } from "node:path";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { compileErrors } from "../errors/compile-errors.js";
import { readObject } from "../files/read-object.js";
import { OWN_LIBRARY, wasiShim, type Library } from "./libraries.js";
import { Packages } from "./packages.js";

const SHIM = "@assemblyscript/wasi-shim";

/**
 * The libraries of a project: ours, and @assemblyscript/wasi-shim where the project brings it, in package.json or by an asconfig.json
 * that extends its. The later alias counts, so that such a project keeps the console that it was written for.
 * @throws WeightkitError WK208 when the shim is asked for and not installed
 */
export function librariesOf(directory: string): readonly Library[] {
  if (!bringsShim(directory)) return [OWN_LIBRARY];
  const folder = new Packages(directory).find(SHIM);
  if (folder === null) throw fault(compileErrors.sdkMissing, { package: SHIM, directory });
  const shim = wasiShim(folder);
  const replaced = new Set(shim.aliases.map(nameOf));
  const own = OWN_LIBRARY.aliases.filter((alias) => !replaced.has(nameOf(alias)));
  return [{ ...OWN_LIBRARY, aliases: own }, shim];
}

function nameOf(alias: string): string {
  return alias.slice(0, alias.indexOf("="));
}

function bringsShim(directory: string): boolean {
  const { dependencies, devDependencies } = readObject(directory, "package.json");
  if (SHIM in object(dependencies) || SHIM in object(devDependencies)) return true;
  return extendsShim(directory, "asconfig.json");
}

/** Files that extend one another, at most. */
const MAX_CONFIGS = 10;

/** Whether a configuration extends the shim's, directly or through others of the project. */
function extendsShim(directory: string, name: string, depth = 0): boolean {
  const { extends: base } = readObject(directory, name);
  if (typeof base !== "string" || depth === MAX_CONFIGS) return false;
  if (base.includes(SHIM)) return true;
  if (!base.startsWith(".")) return false;
  const next = posix.join(posix.dirname(name), base);
  return !next.startsWith("..") && extendsShim(directory, next, depth + 1);
}

function object(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
