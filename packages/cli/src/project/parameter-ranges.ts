import { fault, type WeightkitError } from "@weightkit/testkit/internal/errors/weightkit-error";
import type { ParameterType } from "@weightkit/testkit/internal/wasm/parameter";
import { projectErrors } from "../errors/project-errors.js";
import type { Places } from "./locate.js";
import type { ParameterSettings } from "./schema/parameter-schema.js";

/** What a parameter may be. */
export interface ParameterRange {
  readonly min: number;
  readonly max: number;
  readonly scale: "linear" | "log";
  /** The only values that it may have, ascending; null where any between the bounds will do. */
  readonly values: readonly number[] | null;
}

/** The range of a parameter, of a bool 0 and 1 unless it lists values. */
export function rangeOf(settings: ParameterSettings, type: ParameterType): ParameterRange {
  const { min, max, scale, values } = settings;
  const listed =
    values === undefined
      ? null
      : [...new Set(values.map((one) => Number(one)))].sort((a, b) => a - b);
  const bool = type === "bool" && listed === null ? [0, 1] : listed;
  return {
    min: min ?? bool?.[0] ?? -Infinity,
    max: max ?? bool?.at(-1) ?? Infinity,
    scale,
    values: bool,
  };
}

/** Completes "Give …": what a value must be; null where `value` is right. */
export function rangeProblem(
  value: number,
  type: ParameterType,
  { min, max, values }: ParameterRange,
): string | null {
  if (type === "bool") return value === 0 || value === 1 ? null : "true or false";
  if (values !== null && !values.includes(value)) return `one of ${values.join(", ")}`;
  const inside = value >= min && value <= max;
  const whole = type !== "i32" || (Number.isInteger(value) && value === (value | 0));
  const kind = type === "i32" ? "a whole number" : "a number";
  return inside && whole ? null : `${kind} from ${min} to ${max}`;
}

/** Ranges that contradict themselves. */
export function rangeFaults(
  parameters: Readonly<Record<string, ParameterSettings>>,
  places: Places,
): WeightkitError[] {
  return Object.entries(parameters).flatMap(([name, { min, max, scale, values }]) => {
    const refuse = (problem: string, remedy: string): WeightkitError[] => [
      fault(
        projectErrors.clashingSettings,
        { problem: `parameters.${name} ${problem}`, remedy },
        { place: places.of(["parameters", name]) },
      ),
    ];
    const listed = (values ?? []).map((one) => Number(one));
    if (min !== undefined && max !== undefined && min > max) {
      return refuse(`has a min of ${min} above its max of ${max}`, "Exchange the two");
    }
    const least = Math.min(min ?? Infinity, ...listed);
    if (scale === "log" && least <= 0) {
      return refuse(
        `cannot have a logarithmic scale from ${least}`,
        "Use positive values, or the linear scale",
      );
    }
    return [];
  });
}
