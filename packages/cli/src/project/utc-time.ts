import { utcTime } from "@weightkit/testkit/internal/report/text/utc";

/** What a time may be written as, to complete "must be …". */
export const TIME_WANTED = "UNIX seconds or a UTC time like 2024-03-01 or 2024-03-01T12:00Z";

const DAY = 86_400;
const CIVIL = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?Z?)?$/;
const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** UNIX seconds of a time that a person wrote: seconds as they are, or ISO 8601 in UTC. Null for anything else. */
export function unixSeconds(text: string): number | null {
  if (/^\d{1,12}$/.test(text)) return Number(text);
  const match = CIVIL.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((digits: string | undefined) => Number(digits ?? 0));
  const leap = month === 2 && (year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0)) ? 1 : 0;
  const known = day >= 1 && day <= (MONTHS[month - 1] ?? 0) + leap;
  if (!known || hour > 23 || minute > 59 || second > 59) return null;
  return daysFromCivil(year, month, day) * DAY + hour * 3600 + minute * 60 + second;
}

/** How {@link unixSeconds} reads a time, the shortest way: `2024-03-01` or `2024-03-01T12:00Z`. */
export function isoTime(seconds: number): string {
  const [date = "", clock] = utcTime(seconds).split(" ");
  return clock === undefined ? date : `${date}T${clock.replace(/:00$/, "")}Z`;
}

/**
 * Days since 1970-01-01 of a date in the proleptic Gregorian calendar.
 *
 * Source: H. Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
 */
function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
