import { Random } from "../../numbers/random.js";
import type { ParameterType } from "../../wasm/parameter.js";

/** A parameter and what it may be. */
export interface SweepParameter {
  readonly name: string;
  readonly type: ParameterType;
  readonly min: number;
  readonly max: number;
  /** How values are spaced between the bounds: evenly, or by equal factors. */
  readonly scale: "linear" | "log";
  /** The only values that it may have, ascending; null where any between the bounds will do. */
  readonly values: readonly number[] | null;
}

/** Values of all parameters that are swept, in the parameters' order. */
export type ParameterSet = readonly number[];

/** More sets than this are refused: a grid of five parameters soon has more than anybody means. */
export const MAX_PARAMETER_SETS = 100_000;

/** The value at a share of the range, 0 to 1 with 1 left out where values are listed. */
export function valueAt(parameter: SweepParameter, share: number): number {
  const { type, min, max, scale, values } = parameter;
  if (values !== null) {
    return values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0;
  }
  if (type === "i32") return Math.min(max, Math.floor(min + share * (max - min + 1)));
  const value =
    scale === "log"
      ? Math.exp(Math.log(min) + share * (Math.log(max) - Math.log(min)))
      : min + share * (max - min);
  return Math.min(max, Math.max(min, rounded(value)));
}

/** Six digits: values that people can read and give again, the same whatever the machine's logarithm. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}

/** How many values a grid gives a parameter, at most `steps`. */
function gridValues(parameter: SweepParameter, steps: number): number[] {
  const { values, type, min, max } = parameter;
  if (values !== null) return [...values];
  if (steps === 1) return [valueAt(parameter, 0.5)];
  if (type === "i32" && max - min < steps) {
    return Array.from({ length: max - min + 1 }, (_, i) => min + i);
  }
  const shares = Array.from({ length: steps }, (_, i) => i / (steps - 1));
  return [...new Set(shares.map((share) => valueAt(parameter, share)))];
}

/** How many sets a grid has, without making them. */
export function gridSize(parameters: readonly SweepParameter[], steps: number): number {
  return parameters.reduce((size, one) => size * gridValues(one, steps).length, 1);
}

/** Every combination of evenly spaced values, the last parameter's changing first. */
export function grid(parameters: readonly SweepParameter[], steps: number): ParameterSet[] {
  return parameters.reduce<ParameterSet[]>(
    (sets, one) => sets.flatMap((set) => gridValues(one, steps).map((value) => [...set, value])),
    [[]],
  );
}

/** Independent draws; equal ones are one. */
export function randomSets(
  parameters: readonly SweepParameter[],
  count: number,
  seed: number,
): ParameterSet[] {
  const random = new Random(seed, 7);
  return distinct(
    Array.from({ length: count }, () => parameters.map((one) => valueAt(one, random.uniform()))),
  );
}

/**
 * A Latin hypercube: of every parameter each of `count` equal parts of its range is taken once, in random order.
 *
 * Source: M. D. McKay, R. J. Beckman and W. J. Conover, Technometrics 21 (1979) 239-245.
 */
export function latinHypercube(
  parameters: readonly SweepParameter[],
  count: number,
  seed: number,
): ParameterSet[] {
  const columns = parameters.map((one, i) => {
    const random = new Random(seed, 100 + i);
    const order = shuffled(count, random);
    return order.map((part) => valueAt(one, (part + random.uniform()) / count));
  });
  return distinct(
    Array.from({ length: count }, (_, set) => columns.map((column) => column[set] ?? 0)),
  );
}

function shuffled(count: number, random: Random): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i -= 1) {
    const other = random.below(i + 1);
    [order[i], order[other]] = [order[other] ?? 0, order[i] ?? 0];
  }
  return order;
}

function distinct(sets: readonly ParameterSet[]): ParameterSet[] {
  const seen = new Map(sets.map((set) => [set.join(" "), set] as const));
  return [...seen.values()];
}
