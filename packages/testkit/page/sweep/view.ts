import type { SweepDocument } from "@weightkit/testkit/internal/lab/sweep/sweep-document";
import { signedPercent } from "../../src/report/text/numbers.js";
import { parameterValueText } from "../../src/wasm/parameter.js";
import { stepTo } from "../axes.js";

export type SweptSet = SweepDocument["sets"][number];
export type SweptParameter = SweepDocument["parameters"][number];

/** A parameter set that went through, with its skill. */
export interface Scored {
  readonly values: SweptSet["values"];
  readonly skill: number;
  readonly meanLoss: number;
}

/** The parameter sets that have a skill, best first. */
export function scoredSets({ sets }: SweepDocument): Scored[] {
  return sets
    .flatMap(({ values, skill, meanLoss }): Scored[] =>
      skill === null || meanLoss === null ? [] : [{ values, skill, meanLoss }],
    )
    .sort((a, b) => b.skill - a.skill);
}

export function valueText({ name, type }: SweptParameter, values: SweptSet["values"]): string {
  return parameterValueText(values[name] ?? Number.NaN, type);
}

/** `alpha = 0.1, temperature = 2`. */
export function setText(
  parameters: SweepDocument["parameters"],
  values: SweptSet["values"],
): string {
  return parameters.map((one) => `${one.name} = ${valueText(one, values)}`).join(", ");
}

export function scoredText(parameters: SweepDocument["parameters"], set: Scored): string {
  return `${setText(parameters, set.values)}: ${signedPercent(set.skill)} against equal weights`;
}

/** Where a value lies in its parameter's range, 0 to 1. */
export function placeOf({ name, min, max, scale, values, type }: SweptParameter) {
  return (set: SweptSet["values"]): number => {
    const value = set[name] ?? Number.NaN;
    const known = values ?? (type === "bool" ? [0, 1] : null);
    if (known !== null) return (known.indexOf(value) + 0.5) / known.length;
    if (max === min) return 0.5;
    return scale === "log"
      ? Math.log(value / min) / Math.log(max / min)
      : (value - min) / (max - min);
  };
}

/** Labelled places of an axis of a parameter, 0 to 1. */
export function ticksOf(
  parameter: SweptParameter,
): { readonly at: number; readonly text: string }[] {
  const { name, min, max, scale, values, type } = parameter;
  const place = placeOf(parameter);
  const known = values ?? (type === "bool" ? [0, 1] : null);
  if (known !== null) {
    return known.map((value) => ({
      at: place({ [name]: value }),
      text: parameterValueText(value, type),
    }));
  }
  if (max === min) return [{ at: 0.5, text: short(min) }];
  const round = scale === "log" ? roundFactors(min, max) : roundSteps(min, max);
  return (round.length < 2 ? [min, max] : round).map((value) => ({
    at: place({ [name]: value }),
    text: short(value),
  }));
}

function roundSteps(min: number, max: number): number[] {
  const step = stepTo(max - min, 5);
  const first = Math.ceil(min / step - 1e-9);
  const count = Math.floor(max / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => (first + i) * step);
}

/** 1, 2 and 5 of each power of ten between two values, or the powers alone where those are many. */
function roundFactors(min: number, max: number): number[] {
  const [first, last] = [Math.floor(Math.log10(min)), Math.ceil(Math.log10(max))];
  const powers = Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i));
  return powers
    .flatMap((power) => (last - first > 3 ? [power] : [power, 2 * power, 5 * power]))
    .filter((value) => value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9));
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/**
 * How a skill is coloured: blue above equal weights and orange below, the stronger the further; within each the weakest and the strongest
 * of the search span the scale.
 */
export function skillColours(sets: readonly Scored[]): (skill: number) => {
  readonly kind: "weighted" | "mean";
  /** 0.15 to 1. */
  readonly strength: number;
} {
  const range = (of: readonly number[]): readonly [number, number] => [
    Math.min(...of),
    Math.max(...of),
  ];
  const above = range(sets.filter(({ skill }) => skill >= 0).map(({ skill }) => skill));
  const below = range(sets.filter(({ skill }) => skill < 0).map(({ skill }) => -skill));
  return (skill) => {
    const [least, most] = skill >= 0 ? above : below;
    const part = most > least ? (Math.abs(skill) - least) / (most - least) : 1;
    return { kind: skill >= 0 ? "weighted" : "mean", strength: 0.15 + 0.85 * part };
  };
}

/** What the colours of a search's sets mean, in one sentence. */
export function coloursText(sets: readonly Scored[]): string {
  const text = (of: readonly Scored[]): string =>
    `${signedPercent(of.at(-1)?.skill ?? null)} to ${signedPercent(of[0]?.skill ?? null)}`;
  const above = sets.filter(({ skill }) => skill >= 0);
  const below = sets.filter(({ skill }) => skill < 0);
  return [
    ...(above.length === 0
      ? []
      : [`Blue is better than equal weights, more so the stronger the colour (${text(above)}).`]),
    ...(below.length === 0
      ? []
      : [`Orange is worse, more so the stronger the colour (${text(below)}).`]),
  ].join(" ");
}
