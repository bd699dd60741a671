import type { CheckRound } from "../check-round.js";
import { differenceOf } from "../compare.js";
import { generatedRound } from "../generate.js";
import type { Property } from "../property.js";
import { movedBy } from "../transform.js";

/** After 28 years the calendar repeats: the same weekdays, days of the month and leap years. */
const CYCLE = 28 * 365.25 * 86_400;
const SIGNED_SECONDS = 2 ** 31;
/** Milliseconds in 32 bits start again after this many seconds, halfway with another sign. */
const MILLISECONDS = 2 ** 32 / 1000;

export const otherDate: Property = {
  name: "other-date",
  statement: "weights do not depend on the date, before 2038 or after it",
  method:
    "a round is compared with the same one 28 years later, where the calendar repeats, and at the times when seconds, and milliseconds, leave 32 bits between its sets",
  exempt: "the logic works with the calendar on purpose: hours of the day, or weekdays",
  rounds: (range) => generatedRound(range, { full: true }),
  onRecorded: true,
  judge(round, lab) {
    const { inference } = lab.subject.cadences;
    const run = lab.run(round);
    for (const [seconds, where] of shifts(round, inference)) {
      const fault = differenceOf(run, lab.run(movedBy(round, seconds)), where);
      if (fault !== null) return fault;
    }
    return null;
  },
};

/** By how much a round is moved, and what that is called. */
function shifts(round: CheckRound, cadence: number): [number, string][] {
  const { blockTime } = round;
  const wraps = Math.ceil(blockTime / MILLISECONDS);
  return [
    [CYCLE, "28 years later"],
    [onto(SIGNED_SECONDS, round, cadence), "on 2038-01-19, when seconds leave 32 bits"],
    ...[wraps, wraps + 0.5].map((wrap): [number, string] => [
      onto(wrap * MILLISECONDS, round, cadence),
      "at a time when milliseconds leave 32 bits",
    ]),
  ];
}

/** The shift, in whole steps of the cadence, that brings a moment into the middle of the round. */
function onto(moment: number, { sets, blockTime }: CheckRound, cadence: number): number {
  const oldest = Math.min(blockTime, ...sets.map(({ timestamp }) => timestamp));
  return Math.round((moment - (oldest + blockTime) / 2) / cadence) * cadence;
}
