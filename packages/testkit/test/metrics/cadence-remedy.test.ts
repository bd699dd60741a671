import { describe, expect, it } from "vitest";
import {
  cadenceRemedy,
  CoverageColumns,
  scorableShare,
} from "../../src/metrics/folds/cadence-remedy.js";

/** `count` sets of two inferences, `every` seconds apart from 0 on, whose truth comes `lag` seconds later. */
function columns(count: number, every: number, lag: number): CoverageColumns {
  const made = new CoverageColumns();
  for (let i = 0; i < count; i += 1) made.push(i * every, 2, i * every + lag);
  return made;
}

const DAY = 86_400;

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
  it("says when the last set before a round is always too young", () => {
    expect(cadenceRemedy(columns(88, 7 * DAY, 11 * DAY), 0, 7 * DAY)).toEqual({
      longestLag: 11 * DAY,
      complete: null,
      // Ten weeks: the last of ten sets is lost. 88 = 8 * 10 + 8, so all eight full windows lose one.
      ninety: { cadence: 70 * DAY, share: 80 / 88 },
    });
  });

  it("finds the shortest fraction of the inference cadence that outlasts the lag", () => {
    // Sets every 8 h whose truth comes after 2.5 h: of 8 h / m the shortest that is at least 2.5 h is 8 h / 3.
    const made = columns(300, 8 * 3600, 2.5 * 3600);
    expect(cadenceRemedy(made, 0, 8 * 3600)).toEqual({
      longestLag: 2.5 * 3600,
      complete: 9600,
      ninety: { cadence: 9600, share: 1 },
    });
  });

  it("tries the history's own cadence when the one given is far smaller", () => {
    // As above: ten weeks, that is 1,680 of the hours that were given.
    const remedy = cadenceRemedy(columns(88, 7 * DAY, 11 * DAY), 0, 3600);
    expect(remedy.ninety).toEqual({ cadence: 70 * DAY, share: 80 / 88 });
  });

  it("tries the history's own cadence when the one given is far larger", () => {
    // Sets every hour whose truth comes two hours later, said to come daily. Of n hours the last one is lost: 10 h.
    const remedy = cadenceRemedy(columns(200, 3600, 7200), 0, DAY);
    expect(remedy.ninety).toEqual({ cadence: 36_000, share: 0.9 });
  });

  it("survives a single set", () => {
    expect(cadenceRemedy(columns(1, DAY, DAY), 0, DAY).complete).toBe(null);
  });

  it("finds the inference cadence itself", () => {
    expect(cadenceRemedy(columns(100, DAY, DAY), 0, DAY).complete).toBe(DAY);
  });
});
