import { describe, expect, it } from "vitest";
import {
  type CadencesInUse,
  cadenceRemedy,
  cadenceShares,
  CoverageColumns,
} from "../../src/metrics/folds/cadence-remedy.js";

/** `count` sets of two inferences, `every` seconds apart from 0 on, whose truth comes `lag` seconds later. */
function columns(count: number, every: number, lag: number): CoverageColumns {
  const made = new CoverageColumns();
  for (let i = 0; i < count; i += 1) made.push(i * every, 2, i * every + lag);
  return made;
}

const DAY = 86_400;

const scorableShare = (of: CoverageColumns, start: number, cadence: number) =>
  cadenceShares(of, start, cadence, null).scorable;

/** The search from a cadence that scores nothing, of a logic of which nobody knows what it uses. */
function remedyOf(
  of: CoverageColumns,
  inferenceCadence: number,
  inUse: Partial<CadencesInUse> = {},
) {
  const start = 0;
  return cadenceRemedy(of, {
    start,
    inferenceCadence,
    weightCadence: 1,
    setsPerRound: null,
    ...inUse,
  });
}

describe("scorableShare", () => {
  // Hand calculation: a set k weeks before its round is scorable when 7k >= 11 days.
  it("is half with a two-week cadence and an eleven-day lag", () => {
    expect(scorableShare(columns(88, 7 * DAY, 11 * DAY), 0, 14 * DAY)).toBe(0.5);
  });

  it("is nothing with a one-week cadence", () => {
    expect(scorableShare(columns(88, 7 * DAY, 11 * DAY), 0, 7 * DAY)).toBe(0);
  });

  it("is three in four with four weeks", () => {
    expect(scorableShare(columns(88, 7 * DAY, 11 * DAY), 0, 28 * DAY)).toBe(0.75);
  });

  it("does not count what has no truth", () => {
    const made = columns(2, 10, 5);
    made.push(20, 5, null);
    expect(scorableShare(made, 0, 10)).toBe(1);
    expect(scorableShare(new CoverageColumns(), 0, 10)).toBe(1);
  });
});

describe("cadenceRemedy", () => {
  it("reports when the last set before a round is always too young", () => {
    expect(remedyOf(columns(88, 7 * DAY, 11 * DAY), 7 * DAY)).toMatchObject({
      longestLag: 11 * DAY,
      complete: null,
      // Ten weeks: the last of ten sets is lost. 88 = 8 * 10 + 8, so all eight full windows lose one.
      ninety: { cadence: 70 * DAY, scorable: 80 / 88 },
    });
  });

  it("finds the shortest fraction of the inference cadence that outlasts the lag", () => {
    // Sets every 8 h whose truth comes after 2.5 h: of 8 h / m the shortest that is at least 2.5 h is 8 h / 3.
    const made = columns(300, 8 * 3600, 2.5 * 3600);
    expect(remedyOf(made, 8 * 3600)).toMatchObject({
      longestLag: 2.5 * 3600,
      complete: { cadence: 9600, scorable: 1 },
      ninety: { cadence: 9600, scorable: 1 },
    });
  });

  it("tries the history's own cadence when the one given is far smaller", () => {
    // As above: ten weeks, that is 1,680 of the hours that were given.
    const remedy = remedyOf(columns(88, 7 * DAY, 11 * DAY), 3600);
    expect(remedy.ninety).toMatchObject({ cadence: 70 * DAY, scorable: 80 / 88 });
  });

  it("tries the history's own cadence when the one given is far larger", () => {
    // Sets every hour whose truth comes two hours later, stated to come daily. Of n hours the last one is lost: 10 h.
    const remedy = remedyOf(columns(200, 3600, 7200), DAY);
    expect(remedy.ninety).toMatchObject({ cadence: 36_000, scorable: 0.9 });
  });

  it("survives a single set", () => {
    expect(remedyOf(columns(1, DAY, DAY), DAY).complete).toBe(null);
  });

  it("finds the inference cadence itself", () => {
    expect(remedyOf(columns(100, DAY, DAY), DAY).complete?.cadence).toBe(DAY);
  });

  it("never gives worse than what is in use", () => {
    const made = columns(88, 7 * DAY, 11 * DAY);
    const { current, ninety } = remedyOf(made, 7 * DAY, { weightCadence: 70 * DAY });
    expect(current.scorable).toBe(80 / 88);
    expect(ninety?.scorable ?? 1).toBeGreaterThan(80 / 88);
  });

  it("counts what a logic that uses one set a round would use", () => {
    // Ten weeks: eight windows of ten sets and one of eight, each with a newest set that can be scored.
    expect(cadenceShares(columns(88, 7 * DAY, 11 * DAY), 0, 70 * DAY, 1)).toEqual({
      cadence: 70 * DAY,
      scorable: 80 / 88,
      used: 9 / 88,
    });
  });

  it("prefers a cadence at which no less is used than now", () => {
    // Sets every day whose truth comes at once: every cadence scores all, one a day uses all.
    const made = columns(40, DAY, DAY);
    const { complete } = remedyOf(made, DAY, { weightCadence: DAY / 2, setsPerRound: 1 });
    expect(complete).toEqual({ cadence: DAY, scorable: 1, used: 1 });
  });
});
