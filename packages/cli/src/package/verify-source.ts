import { existsSync } from "node:fs";
import { fault, throwFaults } from "@weightkit/testkit/internal/errors/weightkit-error";
import { isCidText } from "@weightkit/testkit/internal/logic/cid";
import { directoryCid } from "@weightkit/testkit/internal/logic/unixfs";
import { loadPackaged, logicFromBytes } from "@weightkit/testkit/internal/logic/load";
import { readParameters } from "@weightkit/testkit/internal/wasm/parameters";
import { packageErrors } from "../errors/package-errors.js";
import type { Project } from "../project/project.js";
import { compileRequest, make, type Made } from "./make.js";
import { withBuiltSources } from "./fresh-build.js";
import { moduleFaults } from "./module-faults.js";
import { verifyPackage, type RebuildOptions, type Verified } from "./verify.js";

/**
 * Builds sources and compares with a package that was published elsewhere, or with a function id alone.
 * @param place a package's path, absolute, or a CID
 * @throws WeightkitError WK164, WK2xx, WK40x, WK41x, WK703 when they differ, WK707 with the first section, function and line of source, WK708
 */
export async function verifyAgainst(
  place: string,
  project: Project,
  { cwd, compile, cidProfile, ...consent }: RebuildOptions,
): Promise<Verified> {
  const name = place.slice(place.lastIndexOf("/") + 1);
  const idAlone = !existsSync(place) && isCidText(name);
  const verified = idAlone ? null : verifyPackage(place, null, cidProfile);
  const { logic, files } = verified === null ? { logic: null, files: null } : loadPackaged(place);
  const baked = logic === null ? [] : readParameters(logic.bytes);
  const parameters = new Map(baked.map((one) => [one.name, one.value]));
  return await withBuiltSources(project, { ...consent, required: true }, async (sources) => {
    const request = compileRequest(sources.project, false, cwd, parameters);
    const made = await make(sources.project, request, compile, cidProfile);
    if (logic !== null)
      throwFaults(moduleFaults(logic.bytes, made.compiled, project.settings.name));
    const functionId =
      files === null ? (verified?.functionId ?? name) : directoryCid(files, cidProfile);
    const rebuilt = same(functionId, made);
    return { ...rebuilt, ...verified, rebuilt: sources.built };
  });
}

function same(functionId: string, { packed, compiled }: Made): Verified {
  if (packed.functionId !== functionId) {
    const what = "The function id of the sources";
    throw fault(packageErrors.mismatch, { what, expected: functionId, found: packed.functionId });
  }
  const { name, wasm } = { name: packed.manifest.name, wasm: compiled.wasm };
  const { sha256 } = logicFromBytes(name, wasm);
  return { name, functionId, wasmSha256: sha256, rebuilt: true };
}
