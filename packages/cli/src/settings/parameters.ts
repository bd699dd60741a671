import { fault, throwFaults } from "@weightkit/testkit/internal/errors/weightkit-error";
import type { Logic } from "@weightkit/testkit/internal/logic/logic";
import { withLogicParameters } from "@weightkit/testkit/internal/logic/with-parameters";
import { parameterValueText } from "@weightkit/testkit/internal/wasm/parameter";
import { readParameters } from "@weightkit/testkit/internal/wasm/parameters";
import type { Option } from "../core/command.js";
import { usageErrors } from "../errors/usage-errors.js";
import { unknownParameter } from "../package/parameter-faults.js";
import { rangeOf, rangeProblem } from "../project/parameter-ranges.js";
import type { Project } from "../project/project.js";

export const paramOption = {
  name: "param",
  kind: "text",
  value: "NAME=VALUE",
  multiple: true,
  summary: "give a parameter of the logic another value",
  example: "--param alpha=0.2",
} as const satisfies Option;

/**
 * Values of parameters by name, as `--param` gives them; the last of a name counts. true is 1 and false 0.
 * @throws WeightkitError WK105
 */
export function parameterValues(given: readonly string[]): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const text of given) {
    const [, name = "", written = ""] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
    const value = numberOf(written);
    if (name === "" || value === null) {
      throw fault(usageErrors.badOptionValue, {
        option: "--param",
        value: text,
        wanted: "NAME=VALUE with a number (0.3, not 0,3), true or false",
      });
    }
    values.set(name.trim(), value);
  }
  return values;
}

/**
 * Compiled logic with other values of its parameters.
 * @param project whose ranges count; null for none
 * @throws WeightkitError WK150, WK151 with all faults
 */
export function withValues(
  logic: Logic,
  values: ReadonlyMap<string, number>,
  project: Project | null,
): Logic {
  if (values.size === 0) return logic;
  const known = readParameters(logic.bytes);
  const names = known.map(({ name }) => name);
  throwFaults(
    [...values].flatMap(([name, value]) => {
      const parameter = known.find((one) => one.name === name);
      if (parameter === undefined) return [unknownParameter(name, names)];
      const { type } = parameter;
      const settings = project?.settings.parameters[name] ?? { scale: "linear" };
      const wanted = rangeProblem(value, type, rangeOf(settings, type));
      const args = { name, value: parameterValueText(value, type), wanted: wanted ?? "" };
      return wanted === null ? [] : [fault(usageErrors.parameterOutOfRange, args)];
    }),
  );
  return withLogicParameters(logic, values);
}

function numberOf(text: string): number | null {
  if (/^\s*(true|false)\s*$/.test(text)) return text.includes("true") ? 1 : 0;
  const value = text.trim() === "" ? NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}
