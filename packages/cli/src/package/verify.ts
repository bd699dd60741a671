import { existsSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { loadLogic } from "@weightkit/testkit/internal/logic/load";
import { fault, throwFaults } from "@weightkit/testkit/internal/errors/weightkit-error";
import { readParameters } from "@weightkit/testkit/internal/wasm/parameters";
import type { Compile } from "../compiler/compiler.js";
import { sha256 } from "../compiler/source-host.js";
import { packageErrors } from "../errors/package-errors.js";
import { readBytes, shownPath } from "../files/read.js";
import type { Project } from "../project/project.js";
import { buildDirectory } from "./build.js";
import { compileRequest, make } from "./make.js";
import { directoryCid } from "./unixfs.js";

export interface Verified {
  readonly name: string;
  readonly functionId: string;
  readonly wasmSha256: string;
  /** Whether the package was also rebuilt from its sources. */
  readonly rebuilt: boolean;
}

/**
 * Checks a package as a node does before it installs it: the archive's checksum, its names, the module's checksum.
 * @param path a package's folder or its manifest, absolute
 * @throws WeightkitError WK40x, WK703 when the function id is not `expected`
 */
export function verifyPackage(path: string, expected: string | null): Verified {
  const folder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const manifestPath = folder ? join(path, "manifest.json") : path;
  const { name, sha256: wasmSha256, manifest } = loadLogic(manifestPath);
  const directory = dirname(manifestPath);
  const archive = manifest?.runtime.url ?? "";
  const functionId = directoryCid([
    { name: basename(manifestPath), bytes: readBytes(manifestPath, "the manifest") },
    { name: archive, bytes: readBytes(join(directory, archive), "the archive") },
  ]);
  if (expected !== null && expected !== functionId) {
    const what = "The package's function id";
    throw fault(packageErrors.mismatch, { what, expected, found: functionId });
  }
  return { name, functionId, wasmSha256, rebuilt: false };
}

/**
 * Checks a project's package and that its sources still give exactly those bytes, with the values of parameters that are in it.
 * @throws WeightkitError WK2xx, WK40x, WK703 with all files that differ
 */
export async function verifyProject(
  project: Project,
  expected: string | null,
  { cwd, compile }: { readonly cwd: string; readonly compile: Compile },
): Promise<Verified> {
  const directory = buildDirectory(project, false);
  if (!existsSync(join(directory, "manifest.json"))) {
    throw fault(packageErrors.notBuilt, { directory: shownPath(directory, cwd) });
  }
  const verified = verifyPackage(directory, expected);
  const baked = readParameters(loadLogic(directory).bytes);
  const parameters = new Map(baked.map(({ name, value }) => [name, value]));
  const request = compileRequest(project, false, cwd, parameters);
  const { outputs } = await make(project, request, compile);
  throwFaults(
    outputs.flatMap(({ name, bytes }) => {
      const path = join(directory, name);
      const found = sha256(readBytes(path, "the package's file"));
      const wanted = sha256(bytes);
      const args = { what: `SHA-256 of ${name}`, expected: wanted, found };
      const place = { file: shownPath(path, cwd) };
      return found === wanted ? [] : [fault(packageErrors.mismatch, args, { place })];
    }),
  );
  return { ...verified, rebuilt: true };
}
