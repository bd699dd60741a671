// JavaScript's own calendar is the independent implementation here.
/* eslint-disable no-restricted-globals */
import { utcTime } from "@weightkit/testkit/internal/report/text/utc";
import fc from "fast-check";
import { expect, test } from "vitest";
import { unixSeconds } from "@weightkit/testkit/internal/numbers/iso-time";
import { isoTime } from "../../src/project/utc-time.js";

const DAY = 86_400;

test.each([
  ["0", 0],
  ["1700006400", 1_700_006_400],
  ["1970-01-01", 0],
  ["2000-02-29", Date.UTC(2000, 1, 29) / 1000],
  ["2024-03-01T12:00Z", Date.UTC(2024, 2, 1, 12) / 1000],
  ["2024-03-01 12:34:56", Date.UTC(2024, 2, 1, 12, 34, 56) / 1000],
  ["0001-01-01", -62_135_596_800],
])("%s is %d", (text, seconds) => {
  expect(unixSeconds(text)).toBe(seconds);
});

test.each([
  ["", "2024-13-01", "2024-00-10", "2024-04-31", "2023-02-29", "1900-02-29"],
  ["2024-03-01T24:00", "2024-03-01T12:60", "2024-03-01T12:00:60", "2024-03-01T12"],
  ["2024-03-01T12:00+24:00", "1.5", "-5", "1e3", "March"],
])("no time: %s, %s, …", (...texts) => {
  for (const text of texts) expect(unixSeconds(text), text).toBeNull();
});

test("agrees with the calendar of JavaScript, and reads what reports write", () => {
  const seconds = fc.integer({ min: -719_000 * DAY, max: 2_900_000 * DAY });
  fc.assert(
    fc.property(seconds, (time) => {
      const iso = new Date(time * 1000).toISOString();
      fc.pre(/^\d{4}-/.test(iso));
      expect(unixSeconds(iso.replace(".000Z", "Z"))).toBe(time);
      expect(unixSeconds(utcTime(time))).toBe(time);
      expect(unixSeconds(isoTime(time))).toBe(time);
    }),
  );
});

test("is written the shortest way", () => {
  expect(isoTime(1_700_006_400)).toBe("2023-11-15");
  expect(isoTime(1_700_262_000)).toBe("2023-11-17T23:00Z");
  expect(isoTime(1_700_262_001)).toBe("2023-11-17T23:00:01Z");
});
