import type { Place } from "@weightkit/testkit/internal/errors/weightkit-error";
import {
  fault,
  throwFaults,
  type WeightkitError,
} from "@weightkit/testkit/internal/errors/weightkit-error";
import {
  PARAMETER_NAME,
  PARAMETER_TYPES,
  type Parameter,
} from "@weightkit/testkit/internal/wasm/parameter";
import { compileErrors } from "../errors/compile-errors.js";
import { position } from "../project/json-document.js";
import { blanked } from "./blanked.js";
import type { OwnFile } from "./own-files.js";

/** A parameter as the logic's source declares it, with its value there. */
export interface ParameterCall extends Parameter {
  readonly place: Place;
}

const SDK = "@weightkit/sdk";
const RENAMED = /\bParam\s+as\b/g;
const USE = /\bParam\s*\.\s*(\w+)/g;
const ARGUMENTS =
  /\s*(?:<[^>]*>)?\(\s*(["'])([^"'\\\n]*)\1\s*,\s*([-+]?\s*(?:\d[\d_]*\.?\d*|\.\d+)(?:e[-+]?\d+)?|true|false)\s*,?\s*\)/iy;

/**
 * The parameters that weight logic takes by `Param`, each once, in the order of its files. They are read from the text because their
 * values go into a file that the compiler reads.
 * @param shown what errors call a file
 * @throws WeightkitError WK212 with all faults
 */
export function parameterCalls(
  files: readonly OwnFile[],
  shown: (path: string) => string,
): ParameterCall[] {
  const faults: WeightkitError[] = [];
  const byName = new Map<string, ParameterCall>();
  for (const { path, text, imports } of files) {
    if (!imports.includes(SDK)) continue;
    const at = (offset: number): Place => ({ file: shown(path), ...position(text, offset) });
    const refuse = (problem: string, place: Place): void => {
      faults.push(fault(compileErrors.badParameter, { problem }, { place }));
    };
    const code = blanked(text);
    for (const { index } of code.matchAll(RENAMED)) {
      refuse("Param is imported under another name, which hides its parameters", at(index));
    }
    for (const { index, 0: use, 1: type = "" } of code.matchAll(USE)) {
      const place = at(index);
      const call = callAt(text, index + use.length, type, place);
      if (typeof call === "string") {
        refuse(call, place);
        continue;
      }
      const before = byName.get(call.name);
      if (before === undefined) byName.set(call.name, call);
      else if (before.type !== call.type || !Object.is(before.value, call.value)) {
        refuse(`${call.name} was declared before with another type or value`, place);
      }
    }
  }
  throwFaults(faults);
  return [...byName.values()];
}

/** The call whose `Param.TYPE` ends at `offset`, or what is wrong with it. */
function callAt(text: string, offset: number, type: string, place: Place): ParameterCall | string {
  const known = PARAMETER_TYPES.find((one) => one === type);
  if (known === undefined) return `Param has no ${type}: it has ${PARAMETER_TYPES.join(", ")}`;
  ARGUMENTS.lastIndex = offset;
  const found = ARGUMENTS.exec(text);
  if (found === null) return `Param.${type} needs a name in quotes and a value written out`;
  const [, , name = "", literal = ""] = found;
  if (!PARAMETER_NAME.test(name)) {
    return `${JSON.stringify(name)} cannot be a parameter's name: 1 to 32 letters, digits, _ and -, a letter first`;
  }
  const given = /^(true|false)$/.test(literal) ? literal === "true" : literal;
  if ((known === "bool") !== (typeof given === "boolean")) {
    return `${literal} cannot be the value of a ${type}`;
  }
  const value = Number(typeof given === "string" ? given.replaceAll(/[_\s]/g, "") : given);
  const fits = known === "i32" ? Number.isInteger(value) && value === (value | 0) : true;
  return fits && Number.isFinite(value)
    ? { name, type: known, value, place }
    : `${literal} cannot be the value of a ${type}`;
}
