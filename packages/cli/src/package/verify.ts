import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadPackaged } from "@weightkit/testkit/internal/logic/load";
import { manifestFaults } from "@weightkit/testkit/internal/logic/manifest-faults";
import { directoryCid, type CidProfile } from "@weightkit/testkit/internal/logic/unixfs";
import { fault, throwFaults } from "@weightkit/testkit/internal/errors/weightkit-error";
import { readParameters } from "@weightkit/testkit/internal/wasm/parameters";
import type { Compile } from "../compiler/compiler.js";
import { sha256 } from "../compiler/source-host.js";
import { packageErrors } from "../errors/package-errors.js";
import { readBytes, shownPath } from "../files/read.js";
import type { Project } from "../project/project.js";
import { buildDirectory } from "./build.js";
import type { Consent } from "./build-command.js";
import { withBuiltSources } from "./fresh-build.js";
import { moduleFaults } from "./module-faults.js";
import { compileRequest, make } from "./make.js";

export interface Verified {
  readonly name: string;
  readonly functionId: string;
  readonly wasmSha256: string;
  /** Whether its sources were built again, too. */
  readonly rebuilt: boolean;
}

/**
 * Checks a package as a node does before it installs it: the archive's checksum, its names, the module's checksum; and that no limit in
 * its manifest makes every run fail.
 * @param path a package's folder, manifest, archive or CAR, absolute
 * @throws WeightkitError WK40x, WK41x, WK453, WK704 for a bare WASM, WK703 when the function id is not `expected`
 */
export function verifyPackage(
  path: string,
  expected: string | null,
  cidProfile: CidProfile = "256k",
): Verified {
  const { logic, files, cid } = loadPackaged(path);
  if (files === null) throw fault(packageErrors.notAPackage, { path });
  const [first] = files;
  if (logic.manifest !== null) {
    throwFaults(manifestFaults(logic.manifest, logic.bytes, first?.name ?? path));
  }
  const functionId = cid ?? directoryCid(files, cidProfile);
  if (expected !== null && expected !== functionId) {
    const what = "The package's function id";
    throw fault(packageErrors.mismatch, { what, expected, found: functionId });
  }
  return { name: logic.name, functionId, wasmSha256: logic.sha256, rebuilt: false };
}

/** What compiles sources, and whether a project's own build command may run. */
export interface RebuildOptions extends Consent {
  readonly cwd: string;
  readonly compile: Compile;
  readonly cidProfile: CidProfile;
}

/**
 * Checks a project's package and that its sources still give exactly those bytes, with the values of parameters that are in it.
 * @throws WeightkitError WK164, WK2xx, WK40x, WK703 with all files that differ, WK707 where the WASM does
 */
export async function verifyProject(
  project: Project,
  expected: string | null,
  { cwd, compile, cidProfile, ...consent }: RebuildOptions,
): Promise<Verified> {
  const directory = buildDirectory(project, false);
  if (!existsSync(join(directory, "manifest.json"))) {
    throw fault(packageErrors.notBuilt, { directory: shownPath(directory, cwd) });
  }
  const verified = verifyPackage(directory, expected, cidProfile);
  const { logic } = loadPackaged(directory);
  const parameters = new Map(readParameters(logic.bytes).map(({ name, value }) => [name, value]));
  const rebuilding = { ...consent, required: false };
  return await withBuiltSources(project, rebuilding, async (sources) => {
    const request = compileRequest(sources.project, false, cwd, parameters);
    const made = await make(sources.project, request, compile, cidProfile);
    const file = `${project.settings.name}.wasm`;
    throwFaults(
      made.outputs.flatMap(({ name, bytes }) => {
        const path = join(directory, name);
        const place = { file: shownPath(path, cwd) };
        const there = readBytes(path, "the package's file");
        if (name === file) return moduleFaults(there, made.compiled, project.settings.name, place);
        const [found, wanted] = [sha256(there), sha256(bytes)];
        const args = { what: `SHA-256 of ${name}`, expected: wanted, found };
        return found === wanted ? [] : [fault(packageErrors.mismatch, args, { place })];
      }),
    );
    return { ...verified, rebuilt: sources.built };
  });
}
