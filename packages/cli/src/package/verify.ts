import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadPackaged } from "@weightkit/testkit/internal/logic/load";
import { directoryCid, type CidProfile } from "@weightkit/testkit/internal/logic/unixfs";
import { fault, throwFaults } from "@weightkit/testkit/internal/errors/weightkit-error";
import { readParameters } from "@weightkit/testkit/internal/wasm/parameters";
import type { Compile } from "../compiler/compiler.js";
import { sha256 } from "../compiler/source-host.js";
import { packageErrors } from "../errors/package-errors.js";
import { readBytes, shownPath } from "../files/read.js";
import type { Project } from "../project/project.js";
import { buildDirectory } from "./build.js";
import { compileRequest, make } from "./make.js";

export interface Verified {
  readonly name: string;
  readonly functionId: string;
  readonly wasmSha256: string;
  /** Whether the package was also rebuilt from its sources. */
  readonly rebuilt: boolean;
}

/**
 * Checks a package as a node does before it installs it: the archive's checksum, its names, the module's checksum.
 * @param path a package's folder, manifest, archive or CAR, absolute
 * @throws WeightkitError WK40x, WK41x, WK704 for a bare WASM, WK703 when the function id is not `expected`
 */
export function verifyPackage(
  path: string,
  expected: string | null,
  cidProfile: CidProfile = "256k",
): Verified {
  const { logic, files, cid } = loadPackaged(path);
  if (files === null) throw fault(packageErrors.notAPackage, { path });
  const functionId = cid ?? directoryCid(files, cidProfile);
  if (expected !== null && expected !== functionId) {
    const what = "The package's function id";
    throw fault(packageErrors.mismatch, { what, expected, found: functionId });
  }
  return { name: logic.name, functionId, wasmSha256: logic.sha256, rebuilt: false };
}

/**
 * Checks a project's package and that its sources still give exactly those bytes, with the values of parameters that are in it.
 * @throws WeightkitError WK2xx, WK40x, WK703 with all files that differ
 */
export async function verifyProject(
  project: Project,
  expected: string | null,
  {
    cwd,
    compile,
    cidProfile = "256k",
  }: { readonly cwd: string; readonly compile: Compile; readonly cidProfile?: CidProfile },
): Promise<Verified> {
  const directory = buildDirectory(project, false);
  if (!existsSync(join(directory, "manifest.json"))) {
    throw fault(packageErrors.notBuilt, { directory: shownPath(directory, cwd) });
  }
  const verified = verifyPackage(directory, expected, cidProfile);
  const baked = readParameters(loadPackaged(directory).logic.bytes);
  const parameters = new Map(baked.map(({ name, value }) => [name, value]));
  const request = compileRequest(project, false, cwd, parameters);
  const { outputs } = await make(project, request, compile, cidProfile);
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
