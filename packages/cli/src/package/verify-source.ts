import { existsSync } from "node:fs";
import {
  fault,
  throwFaults,
  type WeightkitError,
} from "@weightkit/testkit/internal/errors/weightkit-error";
import { isCidText } from "@weightkit/testkit/internal/logic/cid";
import { directoryCid, type CidProfile } from "@weightkit/testkit/internal/logic/unixfs";
import { firstDifference } from "@weightkit/testkit/internal/wasm/difference";
import { functionNames } from "@weightkit/testkit/internal/logic/function-names";
import { loadPackaged, logicFromBytes } from "@weightkit/testkit/internal/logic/load";
import { readParameters } from "@weightkit/testkit/internal/wasm/parameters";
import { SourceLookup } from "@weightkit/testkit/internal/wasm/source-lookup";
import type { Compile } from "../compiler/compiler.js";
import { packageErrors } from "../errors/package-errors.js";
import type { Project } from "../project/project.js";
import { compileRequest, make, type Made } from "./make.js";
import { verifyPackage, type Verified } from "./verify.js";

interface Rebuilding {
  readonly cwd: string;
  readonly compile: Compile;
  readonly cidProfile: CidProfile;
}

/**
 * Compiles sources and compares with a package that was published elsewhere, or with a function id alone.
 * @param place a package's path, absolute, or a CID
 * @throws WeightkitError WK2xx, WK40x, WK41x, WK703 when they differ, with the first section, function and line of source
 */
export async function verifyAgainst(
  place: string,
  project: Project,
  { cwd, compile, cidProfile }: Rebuilding,
): Promise<Verified> {
  const name = place.slice(place.lastIndexOf("/") + 1);
  if (!existsSync(place) && isCidText(name)) {
    const made = await make(project, compileRequest(project, false, cwd), compile, cidProfile);
    return same(name, made);
  }
  const verified = verifyPackage(place, null, cidProfile);
  const { logic, files } = loadPackaged(place);
  const baked = readParameters(logic.bytes);
  const parameters = new Map(baked.map((one) => [one.name, one.value]));
  const request = compileRequest(project, false, cwd, parameters);
  const made = await make(project, request, compile, cidProfile);
  throwFaults(moduleFaults(logic.bytes, made, project.settings.name));
  const functionId = files === null ? verified.functionId : directoryCid(files, cidProfile);
  same(functionId, made);
  return { ...verified, rebuilt: true };
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

function moduleFaults(given: Uint8Array, { compiled }: Made, name: string): WeightkitError[] {
  const found = firstDifference(given, compiled.wasm);
  if (found === null) return [];
  const { sourceMap, names } = compiled;
  const built = logicFromBytes(name, compiled.wasm, { sourceMap, names });
  const { section, functionIndex, offset } = found;
  const called = functionIndex === null ? undefined : functionNames(built).get(functionIndex);
  const source =
    functionIndex === null || sourceMap === null
      ? null
      : (SourceLookup.parse(sourceMap)?.at(offset) ?? null);
  const where = functionIndex === null ? "" : `, function ${called ?? functionIndex}`;
  const line = source === null ? "" : ` (${source.file}:${source.line})`;
  return [
    fault(packageErrors.otherSources, { where: `${section} section${where}${line}`, offset }),
  ];
}
