const DAY = 86_400;

/**
 * Year, month and day of a UNIX time in the proleptic Gregorian calendar, UTC.
 *
 * Source: H. Hinnant, "chrono-compatible low-level date algorithms", civil_from_days.
 */
function civil(seconds: number): readonly [number, number, number] {
  const z = Math.floor(seconds / DAY) + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day];
}

const two = (n: number): string => String(n).padStart(2, "0");

/** `2023-10-07` of a UNIX time, UTC; the number itself where no four-digit year fits. */
export function utcDate(seconds: number): string {
  const [year, month, day] = civil(seconds);
  if (!(year >= 0 && year <= 9999)) return String(seconds);
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

/** `2023-10-07 12:30:00` of a UNIX time, UTC; the time of day is left out at midnight. */
export function utcTime(seconds: number): string {
  const rest = ((Math.floor(seconds) % DAY) + DAY) % DAY;
  if (rest === 0) return utcDate(seconds);
  const clock = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60].map(two).join(":");
  return `${utcDate(seconds)} ${clock}`;
}
