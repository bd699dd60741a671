/** What is printed for a missing number. */
export const ABSENT = "–";

/** From here on numbers would not fit any table. */
const WIDEST = 1e12;

/** Digits in groups of three, `decimals` after the point: `3,630.15`. Locale never matters. */
export function fixed(value: number | null, decimals: number): string {
  if (value === null || !Number.isFinite(value)) return ABSENT;
  if (Math.abs(value) >= WIDEST) return value.toPrecision(6);
  const text = Math.abs(value).toFixed(decimals);
  const [whole = "", rest] = text.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const sign = value < 0 && /[1-9]/.test(text) ? "-" : "";
  return sign + grouped + (rest === undefined ? "" : `.${rest}`);
}

/** A whole number in groups of three. */
export function count(value: number): string {
  return fixed(value, 0);
}

/** `1 round`, `2 rounds`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** A part of 1 in percent with one decimal: `49.3 %`; what is not all or nothing is never shown as such. */
export function percent(part: number | null): string {
  if (part === null || !Number.isFinite(part)) return ABSENT;
  const text = fixed(part * 100, 1);
  if (text === "100.0" && part < 1) return "> 99.9%";
  if (text === "0.0" && part > 0) return "< 0.1%";
  return `${text}%`;
}

/** A relative change in percent, with its sign: `+3.3%`, `-0.2%`. */
export function signedPercent(part: number | null): string {
  if (part === null || !Number.isFinite(part)) return ABSENT;
  const text = fixed(part * 100, 1);
  return `${part > 0 ? "+" : ""}${text}%`;
}

/** Decimals at which values of this size show six significant digits, from 0 to 8. */
export function decimalsFor(magnitude: number): number {
  if (!Number.isFinite(magnitude) || magnitude === 0) return 2;
  return Math.min(8, Math.max(0, 5 - Math.floor(Math.log10(Math.abs(magnitude)))));
}

/** Decimals for losses of this size: six significant digits, but four decimals for what lies below 1, as shares and scores do. */
export function lossDecimals(most: number): number {
  return most <= 1 ? Math.min(4, decimalsFor(most)) : decimalsFor(most);
}

const UNITS: readonly (readonly [string, number])[] = [
  ["d", 86_400],
  ["h", 3600],
  ["min", 60],
];

/** Seconds in the largest unit that divides them: `14 d`, `90 min`, `45 s`. */
export function duration(seconds: number): string {
  const unit = UNITS.find(([, size]) => seconds >= size && seconds % size === 0);
  return unit === undefined ? `${count(seconds)} s` : `${count(seconds / unit[1])} ${unit[0]}`;
}
