import { decimalsFor, fixed } from "../src/report/text/numbers.js";

/** Formats values of one quantity alike, by the largest of them; whole numbers stay whole. */
export function formatLike(values: ArrayLike<number>): (value: number) => string {
  let most = 0;
  let whole = true;
  for (let i = 0; i < values.length; i += 1) {
    const size = Math.abs(values[i] ?? 0);
    if (Number.isFinite(size) && size > most) most = size;
    if (Number.isFinite(size) && !Number.isInteger(size)) whole = false;
  }
  const decimals = whole ? 0 : Math.max(0, decimalsFor(most) - 2);
  return (value) => fixed(value, decimals);
}

/** A part of 1 as a percentage for axes. */
export function share(value: number): string {
  return `${fixed(value * 100, Math.abs(value) < 0.1 && value !== 0 ? 1 : 0)}%`;
}
