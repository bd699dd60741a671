import type { ValueModel } from "./value-model.js";

/** How far a distribution's parts, as workers round them, may be from summing to 1. */
const SUM_TOLERANCE = 0.01 + 1e-12;

/**
 * The class that an inference or a truth names: a label, or the number of one of the model's classes.
 * @param text As given, where values are texts.
 * @param value As a number, NaN where it is none.
 * @returns null when it names no class.
 */
export function labelOf(text: string | null, value: number, model: ValueModel): string | null {
  const { classes } = model;
  if (classes === undefined) return text ?? (Number.isFinite(value) ? String(value) : null);
  const number = classNumber(text, value, model);
  return number === null ? null : (classes[number] ?? null);
}

/** The same as the number of the class, 0 and up. */
export function classNumber(text: string | null, value: number, model: ValueModel): number | null {
  const { classes = [] } = model;
  const named = text === null ? -1 : classes.indexOf(text);
  if (named >= 0) return named;
  return Number.isInteger(value) && value >= 0 && value < classes.length ? value : null;
}

/**
 * The probabilities that an inference gives to the model's classes, scaled to sum to 1: from a text of as many numbers as there are classes, with
 * or without brackets, commas or spaces between (`[0.2, 0.5, 0.3]`), or from a packed number.
 * @returns null when it is none: another count, a part below 0, or a sum that is not 1.
 */
export function distributionOf(
  text: string | null,
  value: number,
  model: ValueModel,
): number[] | null {
  const { classes = [], packingBase } = model;
  const parts =
    packingBase === undefined
      ? text === null
        ? null
        : textParts(text)
      : digits(value, packingBase, classes.length);
  if (parts === null || parts.length !== classes.length) return null;
  if (!parts.every((part) => part >= 0 && part < Infinity)) return null;
  const sum = parts.reduce((all, part) => all + part, 0);
  const states = packingBase === undefined ? Math.abs(sum - 1) <= SUM_TOLERANCE : sum > 0;
  return states ? parts.map((part) => part / sum) : null;
}

function textParts(text: string): number[] {
  const inside = text.trim().replace(/^\[(.*)\]$/s, "$1");
  return inside
    .trim()
    .split(/\s*[,;]\s*|\s+/)
    .map((part) => (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(part) ? Number(part) : NaN));
}

/** The digits of a whole number in a base, highest first; null when it has more than `count`. */
function digits(value: number, base: number, count: number): number[] | null {
  if (!Number.isSafeInteger(value) || value < 0) return null;
  const found: number[] = [];
  let rest = value;
  for (let i = 0; i < count; i++) {
    found.unshift(rest % base);
    rest = Math.floor(rest / base);
  }
  return rest === 0 ? found : null;
}
