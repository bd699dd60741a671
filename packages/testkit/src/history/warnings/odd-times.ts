import { historyErrors } from "../../errors/history-errors.js";
import { fault, type ErrorReport } from "../../errors/weightkit-error.js";
import type { TopicHistory } from "../history.js";

/** 1971-01-01: no topic is as old as that. */
const FIRST_YEAR = 31_536_000;
/** Smallest number that is taken for a block height in use. */
const MIN_HEIGHT = 10_000;

/**
 * A warning when all timestamps lie in 1970, before any topic existed: dates written as YYYYMMDD, or block heights. Small numbers, as
 * made up for a test, cause no warning.
 */
export function timeWarnings(topics: readonly TopicHistory[]): ErrorReport[] {
  let last = 0;
  let first = Infinity;
  let dates = true;
  for (const { inferences } of topics) {
    const times = inferences.timestamps.subarray(0, inferences.length);
    first = Math.min(first, times[0] ?? Infinity);
    last = Math.max(last, times[times.length - 1] ?? 0);
    if (last >= FIRST_YEAR) return [];
    dates &&= times.every(isDate);
  }
  if (first < MIN_HEIGHT || first === Infinity) return [];
  const args = { text: String(first), looksLike: dates ? "dates" : "heights" } as const;
  return [fault(historyErrors.timesAreDates, args).report()];
}

/** Whether a number reads YYYYMMDD, from 1900 to 2100. */
function isDate(number: number): boolean {
  const [year, month, day] = [
    Math.floor(number / 10_000),
    Math.floor(number / 100) % 100,
    number % 100,
  ];
  return year >= 1900 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}
