import {
  fault,
  type Place,
  type WeightkitError,
} from "@weightkit/testkit/internal/errors/weightkit-error";
import { functionNames } from "@weightkit/testkit/internal/logic/function-names";
import { logicFromBytes } from "@weightkit/testkit/internal/logic/load";
import { firstDifference } from "@weightkit/testkit/internal/wasm/difference";
import { SourceLookup } from "@weightkit/testkit/internal/wasm/source-lookup";
import type { Compiled } from "../compiler/compile.js";
import { packageErrors } from "../errors/package-errors.js";

/**
 * Where a package's module differs from what its sources give: the first section, and function and line of source where they are known.
 * @returns WK707, or nothing when both are the same to the byte
 */
export function moduleFaults(
  given: Uint8Array,
  compiled: Compiled,
  name: string,
  place: Place | null = null,
): WeightkitError[] {
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
    fault(
      packageErrors.otherSources,
      { where: `${section} section${where}${line}`, offset },
      place === null ? {} : { place },
    ),
  ];
}
