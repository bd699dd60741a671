import fc from "fast-check";
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

describe("columns", () => {
  it("have the longest lag, wherever it is, whatever has no truth", () => {
    const made = new CoverageColumns();
    expect(made.longestLag()).toBe(0);
    made.push(0, 1, 50);
    made.push(10, 1, 20);
    made.push(20, 1, null);
    expect(made.longestLag()).toBe(50);
  });
});

describe("cadenceShares", () => {
  it("counts neither what has no truth nor, of a logic that uses no sets, anything as used", () => {
    const made = columns(2, 10, 15);
    made.push(20, 5, null);
    expect(cadenceShares(made, 0, 10, null)).toEqual({ cadence: 10, scorable: 0, used: null });
    expect(cadenceShares(columns(4, 10, 5), 0, 20, 0)).toMatchObject({ scorable: 1, used: 0 });
  });

  it("counts rounds from the first one's block time", () => {
    // Rounds at 4, 14, 24: the set of 12 is seen at 14, before its truth is known.
    const made = new CoverageColumns();
    made.push(12, 1, 15);
    expect(scorableShare(made, 4, 10)).toBe(0);
    expect(scorableShare(made, 2, 10)).toBe(1);
  });

  it("counts what a logic that uses so many sets a round would use, all where it uses all", () => {
    // Windows of three sets with two inferences each, the last set of each too late.
    const made = columns(6, 10, 15);
    const used = [1, 2, 9, Infinity].map((sets) => cadenceShares(made, 0, 30, sets).used);
    expect(used).toEqual([4 / 12, 8 / 12, 8 / 12, 8 / 12]);
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

  it("tries whole fractions only, never below the chain's shortest cadence", () => {
    const complete = (every: number, lag: number) =>
      remedyOf(columns(40, every, lag), every).complete?.cadence;
    // Of 8 h the eighth is one hour; a ninth would outlast a lag of half an hour, or of two seconds, too.
    expect(complete(28_800, 1800)).toBe(3600);
    expect(complete(28_800, 2)).toBe(3600);
    // Of 25,000 s five parts are whole seconds, six are not.
    expect(complete(25_000, 4000)).toBe(5000);
    expect(remedyOf(columns(40, 25_000, 4000), 25_000).ninety?.cadence).toBe(5000);
  });

  // The first set alone decides: it has nearly all inferences, and its truth comes half a gap before `k` gaps are over.
  const firstLate = (sets: number, k: number, gap: number, start = 0) => {
    const made = new CoverageColumns();
    for (let i = 0; i < sets; i += 1) {
      const time = start + i * gap;
      made.push(time, i === 0 ? 1e9 : 1, time + (i === 0 ? (k - 0.5) * gap : 0));
    }
    return remedyOf(made, gap, { start }).complete?.cadence ?? null;
  };

  it("tries cadences that leave four windows, counted from the first round on", () => {
    expect(firstLate(17, 4, DAY)).toBe(4 * DAY);
    expect(firstLate(16, 4, DAY)).toBeNull();
    expect(firstLate(17, 4, DAY, 100 * DAY)).toBe(4 * DAY);
    expect(firstLate(16, 4, DAY, 100 * DAY)).toBeNull();
  });

  it("tries 512 multiples", () => {
    expect(firstLate(2100, 512, 7200)).toBe(512 * 7200);
    expect(firstLate(2100, 513, 7200)).toBeNull();
  });

  it("tries so many fractions of long histories that 50 million steps suffice", () => {
    // Of 1,800,000 s the 500th part is one hour; of 499 parts and fewer, 480 are the next that are whole.
    const complete = (sets: number) =>
      remedyOf(columns(sets, 1_800_000, 60), 1_800_000).complete?.cadence;
    // 50,000,000 / 99,999 = 500.005 and 50,000,000 / 100,002 = 499.99.
    expect([complete(99_998), complete(100_001)]).toEqual([3600, 3750]);
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

  // One set a day whose truth comes a day later, the first one's half a day after that; the logic uses the newest of a window.
  // Of 138 inferences cadences of 2 to 6 days let all be scored, and 45, 57, 23, 46 and 21 be used; one day 129 and 129.
  const daily = (first: number) => {
    const made = new CoverageColumns();
    for (const [i, digit] of Array.from("91999191991111919991911199", Number).entries()) {
      made.push(i * DAY, i === 0 ? first : digit, i * DAY + (i === 0 ? 1.5 : 1) * DAY);
    }
    return made;
  };

  it.each([
    // Now 129 are used: all others cost, so the smallest of each kind.
    { days: 1, complete: 2, ninety: 2 },
    // Now 40 are used: two days cost nothing.
    { days: 1.2, complete: 2, ninety: 1 },
    // Now 55 are used: two days would cost ten, three gain two.
    { days: 3.6, complete: 3, ninety: 1 },
    // Now 57 are used, as of three days.
    { days: 3.1, complete: 3, ninety: 1 },
    // With 20 more in the first set, one day lets only 129 of 158 be scored.
    { days: 3.6, first: 29, complete: 3, ninety: 3 },
  ])(
    "prefers what costs nothing to what is smaller: from $days days",
    ({ days, first = 9, ...expected }) => {
      const inUse = { weightCadence: days * DAY, setsPerRound: 1 };
      const { complete, ninety } = remedyOf(daily(first), DAY, inUse);
      expect(complete?.cadence).toBe(expected.complete * DAY);
      expect(ninety?.cadence).toBe(expected.ninety * DAY);
    },
  );

  it("is the choice that plain loops make among all candidates", () => {
    const row = fc.record({ inferences: fc.nat(9), lag: fc.integer({ min: 0, max: 30 }) });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 8, maxLength: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(null, 1, 2, Infinity),
        (rows, current, setsPerRound) => {
          // A tenth of a day is the unit; sets come every day.
          const unit = DAY / 10;
          const sets = rows.map(({ inferences, lag }, i) => ({
            ...{ inferences, time: i * DAY, known: i * DAY + lag * unit },
          }));
          const made = new CoverageColumns();
          for (const { time, inferences, known } of sets) made.push(time, inferences, known);
          const weightCadence = current * unit;
          const inUse = { start: 0, inferenceCadence: DAY, weightCadence, setsPerRound };
          const plain = plainRemedy(sets, weightCadence, setsPerRound);
          expect(cadenceRemedy(made, inUse)).toEqual(plain);
        },
      ),
      { numRuns: 200 },
    );
  });
});

interface PlainSet {
  readonly time: number;
  readonly inferences: number;
  readonly known: number;
}

/** The remedy for daily sets, from its definition: every candidate is judged, then chosen among. */
function plainRemedy(sets: readonly PlainSet[], now: number, setsPerRound: number | null) {
  const total = sets.reduce((all, { inferences }) => all + inferences, 0);
  const part = (n: number) => (total === 0 ? 1 : n / total);
  const count = (some: readonly PlainSet[]) => some.reduce((n, one) => n + one.inferences, 0);
  const shares = (cadence: number) => {
    const windows = new Map<number, PlainSet[]>();
    for (const one of sets) {
      const roundAt = (Math.floor(one.time / cadence) + 1) * cadence;
      if (one.known <= roundAt) windows.set(roundAt, [...(windows.get(roundAt) ?? []), one]);
    }
    const newest = [...windows.values()].map((window) =>
      window.filter((_, i) => i >= window.length - (setsPerRound ?? 0)),
    );
    const used = setsPerRound === null ? null : part(count(newest.flat()));
    return { cadence, scorable: part(count([...windows.values()].flat())), used };
  };
  const longestLag = Math.max(...sets.map(({ time, known }) => known - time));
  const least = Math.max(longestLag, 3600);
  const tried: number[] = [];
  for (let seconds = 1; seconds < DAY; seconds += 1)
    if (DAY % seconds === 0 && seconds >= least) tried.push(seconds);
  for (let k = 1; k * DAY <= ((sets.length - 1) * DAY) / 4; k += 1) tried.push(k * DAY);
  const current = shares(now);
  const better = tried
    .map(shares)
    .filter(({ scorable }) => scorable > current.scorable && scorable >= 0.9);
  const choose = (from: typeof better) =>
    from.find(({ used }) => (used ?? 0) >= (current.used ?? 0)) ?? from[0] ?? null;
  const complete = choose(better.filter(({ scorable }) => scorable === 1));
  return { longestLag, current, complete, ninety: choose(better) };
}
