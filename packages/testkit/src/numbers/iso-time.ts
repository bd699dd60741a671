const DAY = 86_400;
const CIVIL =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,]0{1,9})?)?(?:[Zz]| ?([+-])(\d\d):?(\d\d))?)?$/;
const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * UNIX seconds of a time that a person or a program wrote: whole seconds as they are, or ISO 8601 with an offset or in UTC. Null for
 * anything else, also for parts of a second.
 */
export function unixSeconds(text: string): number | null {
  if (/^\d{1,12}$/.test(text)) return Number(text);
  return isoSeconds(text);
}

/** UNIX seconds of an ISO 8601 date or time, UTC unless it has an offset; null when it is none or has parts of a second. */
export function isoSeconds(text: string): number | null {
  const match = CIVIL.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((digits: string | undefined) => Number(digits ?? 0));
  const [sign, offsetHours, offsetMinutes] = [match[7], match[8], match[9]];
  const leap = month === 2 && (year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0)) ? 1 : 0;
  const known = day >= 1 && day <= (MONTHS[month - 1] ?? 0) + leap;
  if (!known || hour > 23 || minute > 59 || second > 59) return null;
  if (Number(offsetHours ?? 0) > 23 || Number(offsetMinutes ?? 0) > 59) return null;
  const offset = Number(offsetHours ?? 0) * 3600 + Number(offsetMinutes ?? 0) * 60;
  const local = daysFromCivil(year, month, day) * DAY + hour * 3600 + minute * 60 + second;
  return sign === "-" ? local + offset : local - offset;
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
