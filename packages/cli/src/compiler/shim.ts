import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fault } from "@weightkit/testkit/internal/errors/weightkit-error";
import { compileErrors } from "../errors/compile-errors.js";
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
  const { dependencies, devDependencies } = object(read(directory, "package.json"));
  if (SHIM in object(dependencies) || SHIM in object(devDependencies)) return true;
  const { extends: base } = object(read(directory, "asconfig.json"));
  return typeof base === "string" && base.includes(SHIM);
}

/** A JSON file of the project, or null when there is none that can be read: it is not ours to judge. */
function read(directory: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(join(directory, name), "utf8"));
  } catch {
    return null;
  }
}

function object(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
