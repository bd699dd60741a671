import { fault, throwFaults } from "@weightkit/testkit/internal/errors/weightkit-error";
import type { SweepParameter } from "@weightkit/testkit/internal/lab/sweep/space";
import type { Parameter } from "@weightkit/testkit/internal/wasm/parameter";
import { readParameters } from "@weightkit/testkit/internal/wasm/parameters";
import { usageErrors } from "../../errors/usage-errors.js";
import { unknownParameter } from "../../package/parameter-faults.js";
import { rangeOf } from "../../project/parameter-ranges.js";
import type { ParameterSettings } from "../../project/schema/parameter-schema.js";
import type { Target } from "../../settings/target.js";

interface RangeValues {
  readonly only: readonly string[];
  readonly range: readonly string[];
}

/**
 * The parameters to search, with their ranges: those of `--range`, else the project's. A parameter with one value only is not searched.
 * @throws WeightkitError WK105, WK150, WK152, WK153
 */
export function sweepParameters(
  { logic, project }: Target,
  { only, range }: RangeValues,
): SweepParameter[] {
  const known = readParameters(logic.bytes);
  const names = known.map(({ name }) => name);
  const given = new Map(range.map(givenRange));
  throwFaults(
    [...only, ...given.keys()]
      .filter((name) => !names.includes(name))
      .map((name) => unknownParameter(name, names)),
  );
  const declared = project?.settings.parameters ?? {};
  const wanted = known.filter(({ name }) => only.length === 0 || only.includes(name));
  const searched = wanted.map((one) =>
    bounded(one, given.get(one.name) ?? declared[one.name] ?? { scale: "linear" }),
  );
  throwFaults(
    searched.flatMap(({ name, values, min, max }) =>
      values !== null || (Number.isFinite(min) && Number.isFinite(max))
        ? []
        : [fault(usageErrors.unboundedParameter, { name })],
    ),
  );
  if (searched.length === 0) throw fault(usageErrors.nothingToSweep, { logic: logic.name });
  return searched;
}

function bounded({ name, type }: Parameter, settings: ParameterSettings): SweepParameter {
  return { name, type, ...rangeOf(settings, type) };
}

function givenRange(text: string): [string, ParameterSettings] {
  const [, name = "", low = "", high = "", scale = ""] =
    /^([^=]+)=(.+?)\.\.([^,]+)(?:,(log|linear))?$/.exec(text) ?? [];
  const [min, max] = [Number(low), Number(high)];
  const log = scale === "log";
  if (
    name === "" ||
    !Number.isFinite(min) ||
    !Number.isFinite(max) ||
    min > max ||
    (log && min <= 0)
  ) {
    throw fault(usageErrors.badOptionValue, {
      option: "--range",
      value: text,
      wanted: "NAME=MIN..MAX with MIN not above MAX, and above 0 with ,log",
    });
  }
  return [name.trim(), { min, max, scale: log ? "log" : "linear" }];
}
