import { utcTime } from "@weightkit/testkit/internal/report/text/utc";

/** A time the shortest way: `2024-03-01` or `2024-03-01T12:00Z`. */
export function isoTime(seconds: number): string {
  const [date = "", clock] = utcTime(seconds).split(" ");
  return clock === undefined ? date : `${date}T${clock.replace(/:00$/, "")}Z`;
}
