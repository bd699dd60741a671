import type uPlot from "uplot";
import { at } from "../src/numbers/column.js";
import { fixed } from "../src/report/text/numbers.js";
import { utcDate, utcTime } from "../src/report/text/utc.js";
import { share } from "./format.js";
import type { Line } from "./line.js";
import { colour } from "./theme.js";

const FONT = "12px system-ui, sans-serif";
const [HOUR, DAY, YEAR] = [3600, 86_400, 365 * 86_400];

/** Steps of the time axis that people count in: no ticks every 9 days. */
const TIME_STEPS = [
  ...[1, 5, 10, 15, 30, 60, 300, 600, 900, 1800],
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14].map((n) => n * DAY),
  // Months, which uPlot counts as months whatever their days.
  ...[30, 60, 90, 120, 180].map((n) => n * DAY),
  ...[1, 2, 5, 10, 20, 50, 100].map((n) => n * YEAR),
];

/** Labels as everywhere else: ISO dates and 24 hours. [step, label, at a new year, , at a new day, , , , mode] */
const TIME_LABELS: uPlot.Axis.Values = [
  [YEAR, "{YYYY}", null, null, null, null, null, null, 1],
  [28 * DAY, "{MMM}", "\n{YYYY}", null, null, null, null, null, 1],
  [DAY, "{MM}-{DD}", "\n{YYYY}", null, null, null, null, null, 1],
  [60, "{HH}:{mm}", "\n{YYYY}-{MM}-{DD}", null, "\n{MM}-{DD}", null, null, null, 1],
  [1, "{HH}:{mm}:{ss}", "\n{YYYY}-{MM}-{DD}", null, "\n{MM}-{DD}", null, null, null, 1],
];

export function timeAxis(): uPlot.Axis {
  return { ...axis(), size: 44, incrs: TIME_STEPS, values: TIME_LABELS };
}

/** What a chart's values are, for its upright axis. */
export interface Values {
  /** With its unit. */
  readonly title?: string;
  readonly format: (value: number) => string;
  readonly lines: readonly Line[];
}

export function valueAxis({ title, format, lines }: Values): uPlot.Axis {
  const label = format === share ? shareTick : numberTick;
  return {
    ...axis(),
    size: 72,
    ...(title === undefined ? {} : { label: title, labelSize: 20, labelFont: FONT }),
    ...(isWhole(lines) ? { incrs: WHOLE_STEPS } : {}),
    values: (_plot, ticks, _axis, _space, step) => ticks.map((tick) => label(tick, step)),
  };
}

const WHOLE_STEPS = Array.from({ length: 15 }, (_, power) =>
  [1, 2, 5].map((n) => n * 10 ** power),
).flat();

/** Whether nothing lies between two whole numbers. */
export function isWhole(lines: readonly Line[]): boolean {
  return lines.every(({ values }) => {
    for (let i = 0; i < values.length; i += 1) {
      if (Number.isFinite(at(values, i)) && !Number.isInteger(at(values, i))) return false;
    }
    return true;
  });
}

/** Places and labels of a time axis that is not uPlot's: about `count`, at starts of months where it is long. */
export function timeTicks(
  [from, to]: readonly [number, number],
  count: number,
): { readonly time: number; readonly label: string }[] {
  const wanted = (to - from) / count;
  const step = TIME_STEPS.find((seconds) => seconds >= wanted) ?? YEAR;
  const ticks: { time: number; label: string }[] = [];
  if (step < 30 * DAY) {
    for (let time = Math.ceil(from / step) * step; time <= to; time += step) {
      ticks.push({ time, label: step < DAY ? utcTime(time).slice(5, 16) : utcDate(time) });
    }
    return ticks;
  }
  const months = step < YEAR ? step / (30 * DAY) : 12 * Math.round(step / YEAR);
  for (let time = Math.ceil(from / DAY) * DAY; time <= to; time += DAY) {
    const [year = 0, month = 1, day = 0] = utcDate(time).split("-").map(Number);
    if (day === 1 && (12 * year + month - 1) % months === 0) {
      ticks.push({ time, label: utcDate(time).slice(0, 7) });
    }
  }
  return ticks;
}

/** As many decimals as the steps from tick to tick have. */
export function numberTick(value: number, step: number): string {
  return fixed(value, decimalsOf(step));
}

export function shareTick(value: number, step: number): string {
  return `${fixed(value * 100, decimalsOf(step * 100))}%`;
}

/** A round step that takes about `count` of them to `most`. */
export function stepTo(most: number, count: number, least = 0): number {
  const rough = Math.max(least, most / count);
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? rough;
}

function decimalsOf(step: number): number {
  for (let decimals = 0; decimals < 8; decimals += 1) {
    const scaled = step * 10 ** decimals;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6 * scaled) return decimals;
  }
  return 8;
}

function axis(): uPlot.Axis {
  return {
    font: FONT,
    stroke: () => colour("muted"),
    grid: { stroke: () => colour("grid"), width: 1 },
    ticks: { stroke: () => colour("grid"), width: 1, size: 4 },
  };
}
