import {
  fault,
  type Place,
  type WeightkitError,
} from "@weightkit/testkit/internal/errors/weightkit-error";
import { parameterValueText } from "@weightkit/testkit/internal/wasm/parameter";
import { sourceParameters, type CompileRequest } from "../compiler/compile.js";
import { nearest } from "@weightkit/testkit/internal/numbers/nearest";
import { compileErrors } from "../errors/compile-errors.js";
import { usageErrors } from "../errors/usage-errors.js";
import { rangeOf, rangeProblem } from "../project/parameter-ranges.js";
import type { Project } from "../project/project.js";

/**
 * Where parameters of the source, of weightkit.json and of the command line do not agree.
 * @throws WeightkitError WK212
 * @returns WK150, WK151, WK211
 */
export function parameterFaults(project: Project, request: CompileRequest): WeightkitError[] {
  const { settings, places } = project;
  const { parameters: declared } = settings;
  const chosen = request.parameters ?? {};
  const calls = sourceParameters(request);
  const known = calls.map(({ name }) => name);
  const names = [...new Set([...Object.keys(declared), ...Object.keys(chosen)])];
  // Logic without any parameter was written in place of a template's, whose ranges then hold back nobody.
  const isPlain = known.length === 0;
  const unused = names.filter(
    (name) => !known.includes(name) && (!isPlain || chosen[name] !== undefined),
  );
  return [
    ...calls.flatMap(({ name, type, value, place }) => {
      const range = declared[name];
      if (range === undefined) {
        const suggestion = nearest(name, unused);
        return [fault(compileErrors.undeclaredParameter, { name, suggestion }, { place })];
      }
      const counts = chosen[name] ?? value;
      const wanted = rangeProblem(counts, type, rangeOf(range, type));
      if (wanted === null) return [];
      const args = { name, value: parameterValueText(counts, type), wanted };
      const fromFile = range.value !== undefined && Number(range.value) === counts;
      const at = fromFile
        ? { place: places.of(["parameters", name, "value"]) }
        : chosen[name] === undefined
          ? { place }
          : {};
      return [fault(usageErrors.parameterOutOfRange, args, at)];
    }),
    ...unused.map((name) => unknownParameter(name, known, places.of(["parameters", name]))),
  ];
}

/** WK150. */
export function unknownParameter(
  name: string,
  known: readonly string[],
  place?: Place,
): WeightkitError {
  const args = { name, suggestion: nearest(name, known), known };
  return fault(usageErrors.unknownParameter, args, place === undefined ? {} : { place });
}
