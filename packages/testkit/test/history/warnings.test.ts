import { describe, expect, it } from "vitest";
import { cadenceWarnings } from "../../src/history/warnings/cadence-warning.js";
import { simulate, TRAFFIC } from "../../src/history/simulate/simulate.js";
import type { TopicHistory } from "../../src/history/history.js";
import { readHistory } from "../../src/history/read-history.js";
import { historyWarnings } from "../../src/history/warnings/history-warnings.js";
import { timeWarnings } from "../../src/history/warnings/odd-times.js";
import { truthWarnings } from "../../src/history/warnings/truth-without-set.js";
import { unitWarnings } from "../../src/history/warnings/units.js";
import { topic } from "../replay/histories.js";
import { dataPath, haveData } from "../../../../test/support/inputs.js";

const told = (reports: readonly { code: string; message: string }[]): string[] =>
  reports.map(({ code, message }) => `${code} ${message}`);

/** Ten sets; truth 100, 110, ..., and each worker answers its factor times a little more than that. */
function history(factors: Readonly<Record<string, number>>, withTruth = true): TopicHistory {
  const sets = Array.from({ length: 10 }, (_, i) => ({ time: i * 60, truth: 100 + 10 * i }));
  return topic(
    sets.flatMap(({ time, truth }) =>
      Object.entries(factors).map(([name, factor]) => [time, name, factor * truth * 1.01] as const),
    ),
    withTruth ? sets.map(({ time, truth }) => [time, truth, time + 5] as const) : [],
  );
}

describe("unitWarnings", () => {
  it("is silent while nobody is a hundred times off", () => {
    expect(unitWarnings([history({ a: 1, b: 60, c: 0.02 })])).toEqual([]);
    expect(unitWarnings([history({ a: 1, b: 60, c: 0.02 }, false)])).toEqual([]);
    expect(unitWarnings([simulate(TRAFFIC).history])).toEqual([]);
  });

  it("reports a worker in other units, and how far off it is", () => {
    expect(told(unitWarnings([history({ a: 1, milli: 1000, kilo: 0.001, b: 1.5 })]))).toEqual([
      "WK337 milli answers about 1000 times the truth, steadily, in topic 7",
      "WK337 kilo answers about 1/990 of the truth, steadily, in topic 7",
    ]);
  });

  it("finds it by the others where there is no truth", () => {
    const factors = { a: 1, b: 1, c: 1, milli: 1000 };
    expect(told(unitWarnings([history(factors, false)]))).toEqual([
      "WK337 milli answers about 1000 times what the others do, steadily, in topic 7",
    ]);
  });

  it("reports a topic that is off as a whole once, and the one that is not like the rest", () => {
    expect(told(unitWarnings([history({ a: 1e6, b: 1e6, c: 1e6, e: 1.1e6, d: 1 })]))).toEqual([
      "WK336 The inferences of topic 7 are about 1000000 times the truth",
      "WK337 d answers about 1/1000000 of what the others do, steadily, in topic 7",
    ]);
  });

  it("takes wild answers, zeros and few answers for no unit", () => {
    const wild = history({ a: 1, b: 1, c: 1 });
    const { inferences } = wild;
    const values = inferences.values.map((value, row) =>
      inferences.workerIds[row] === 2 ? value * 10 ** (row % 7) : value,
    );
    expect(unitWarnings([{ ...wild, inferences: { ...inferences, values } }])).toEqual([]);
    const few = topic(
      [1, 2, 3, 4].map((time) => [time, "a", 5000] as const),
      [1, 2, 3, 4].map((time) => [time, 5, time] as const),
    );
    expect(unitWarnings([few])).toEqual([]);
    const zeros = topic(
      Array.from({ length: 9 }, (_, time) => [time, "a", 5000] as const),
      Array.from({ length: 9 }, (_, time) => [time, 0, time] as const),
    );
    expect(unitWarnings([zeros])).toEqual([]);
  });

  /** Sets of 100 in truth: a answers 100, b what it is given. */
  const answers = (...given: readonly number[]): string[] => {
    const rows = given.flatMap((value, i) => [[i, "a", 100] as const, [i, "b", value] as const]);
    const truths = given.map((_, i) => [i, 100, i] as const);
    return told(unitWarnings([topic(rows, truths)])).map((text) => text.slice(0, 5));
  };

  it("begins at a hundred times, or a hundredth, of the truth", () => {
    expect(answers(...Array.from({ length: 9 }, () => 10_000))).toEqual(["WK337"]);
    expect(answers(...Array.from({ length: 9 }, () => 9999))).toEqual([]);
    expect(answers(...Array.from({ length: 9 }, () => 1))).toEqual(["WK337"]);
    expect(answers(...Array.from({ length: 9 }, () => 1.001))).toEqual([]);
  });

  it("takes at least five answers whose middle half is within a factor of four", () => {
    // Of five in order, the quartiles are the second and the fourth.
    expect(answers(1, 20_000, 40_000, 78_000, 1e9)).toEqual(["WK337"]);
    expect(answers(1, 20_000, 40_000, 82_000, 1e9)).toEqual([]);
    expect(answers(40_000, 40_000, 40_000, 40_000, 40_000)).toEqual(["WK337"]);
    expect(answers(40_000, 40_000, 40_000, 40_000)).toEqual([]);
  });

  it("takes a whole topic's answers within a factor of ten", () => {
    const alone = (...given: readonly number[]): string[] => {
      const rows = given.map((value, i) => [i, "a", value] as const);
      const truths = given.map((_, i) => [i, 100, i] as const);
      return told(unitWarnings([topic(rows, truths)])).map((text) => text.slice(0, 5));
    };
    expect(alone(1, 20_000, 40_000, 199_000, 1e9)).toEqual(["WK336"]);
    expect(alone(1, 10_000, 10_000, 10_000, 10_000)).toEqual(["WK336"]);
    expect(alone(1, 9999, 9999, 9999, 9999)).toEqual([]);
    expect(alone(1, 20_000, 40_000, 201_000, 1e9)).toEqual([]);
  });

  it("takes up to a thousand answers of a worker, spread evenly", () => {
    // Every other answer is a hundred times the truth: of 1,000 all are looked at, of 1,001 every other one.
    const alternating = (count: number): string[] => {
      const answered = Array.from(
        { length: count },
        (_, i) => [i, "b", i % 2 === 0 ? 10_000 : 100] as const,
      );
      const truths = answered.map(([time]) => [time, 100, time] as const);
      return told(unitWarnings([topic([[0, "a", 100], ...answered], truths)]));
    };
    expect(alternating(1000)).toEqual([]);
    expect(alternating(1001)).toEqual([
      "WK336 The inferences of topic 7 are about 100 times the truth",
    ]);
    const alone = (count: number): string[] => {
      const rows = Array.from(
        { length: count },
        (_, i) => [i, "a", i % 2 === 0 ? 10_000 : 100] as const,
      );
      return told(
        unitWarnings([
          topic(
            rows,
            rows.map(([time]) => [time, 100, time]),
          ),
        ]),
      );
    };
    expect(alone(1000)).toEqual([]);
    expect(alone(1001)).toHaveLength(1);
  });

  it("compares each answer with the truth of the same time", () => {
    const truths = [1, 100, 100, 100, 100].map((value, i) => [i, value, i] as const);
    expect(
      unitWarnings([
        topic(
          truths.map(([time, value]) => [time, "a", value]),
          truths,
        ),
      ]),
    ).toEqual([]);
  });

  it("goes by the truth where a single worker has one", () => {
    const rows = [1, 2, 3, 4, 5].flatMap((time) => [
      [time, "a", 10_000] as const,
      [time + 0.5, "b", 1] as const,
    ]);
    const truths = [1, 2, 3, 4, 5].map((time) => [time, 100, time] as const);
    expect(told(unitWarnings([topic(rows, truths)]))).toEqual([
      "WK336 The inferences of topic 7 are about 100 times the truth",
    ]);
  });

  it("takes exactly ten times, and fourfold, for narrow", () => {
    const alone = (...given: readonly number[]): string[] => {
      const rows = given.map((value, i) => [i, "a", value] as const);
      const truths = given.map((_, i) => [i, 100, i] as const);
      return told(unitWarnings([topic(rows, truths)]));
    };
    expect(alone(1, 10_000, 10_000, 100_000, 1e9)).toHaveLength(1);
  });

  /** The first letters of warnings of sets without truth, in each of which workers a, b, c … answer this. */
  const sets = (count: number, answersOf: (set: number) => readonly number[]): string[] => {
    const rows = Array.from({ length: count }, (_, set) =>
      answersOf(set).map((value, i) => [set, "abcdefgh".charAt(i), value] as const),
    );
    return told(unitWarnings([topic(rows.flat())])).map((text) => text.slice(0, 7));
  };

  it("takes three answers of five sets, zeros and infinities aside, where there is no truth", () => {
    expect(sets(5, () => [1, 1, 1000])).toEqual(["WK337 c"]);
    expect(sets(5, () => [-1, -1, -1000])).toEqual(["WK337 c"]);
    expect(sets(4, () => [1, 1, 1, 1000])).toEqual([]);
    expect(sets(4, () => [1000, 1, 1, 1])).toEqual([]);
    expect(sets(5, () => [1, 1000])).toEqual([]);
    expect(sets(5, () => [0, 1, 1000])).toEqual([]);
    expect(sets(5, () => [0, 0, 0, 0, 1, 1, 1000])).toEqual(["WK337 g"]);
    expect(sets(5, () => [1, 1, 1000, ...[1, -1, 1, 1].map((sign) => sign * Infinity)])).toEqual([
      "WK337 c",
    ]);
    expect(sets(5, () => [NaN, NaN, NaN, 1, 1, 1000])).toEqual(["WK337 f"]);
  });

  it("takes up to a thousand sets, spread evenly", () => {
    const alternating = (set: number): readonly number[] => [1, 1, 1, set % 2 === 0 ? 1000 : 1];
    expect(sets(1000, alternating)).toEqual([]);
    expect(sets(1001, alternating)).toEqual(["WK337 d"]);
  });

  it("is for numbers alone", () => {
    const off = history({ a: 1, milli: 1000 });
    expect(told(historyWarnings([off], true)).map((text) => text.slice(0, 5))).toEqual(["WK337"]);
    expect(historyWarnings([off], false)).toEqual([]);
  });

  it.skipIf(!haveData)("is silent on what real forecasters answered", async () => {
    for (const name of ["flusight-us/inferences.csv", "flusight-states/inferences.csv.gz"]) {
      const inferences = dataPath(name);
      const truth = inferences.replace("inferences", "truth");
      const { topics } = await readHistory({ inferences, truth });
      expect(told(unitWarnings(topics))).toEqual([]);
    }
  });
});

describe("cadenceWarnings", () => {
  it("reports a cadence twice or half what the history has", () => {
    const hourly = topic(
      [0, 3600, 7200, 7200, 14_400].map((time, i) => [time, `w${i}`, 1] as const),
    );
    expect(cadenceWarnings([hourly], () => 3600)).toEqual([]);
    expect(cadenceWarnings([hourly], () => 1801)).toEqual([]);
    expect(cadenceWarnings([hourly], () => 7199)).toEqual([]);
    expect(told(cadenceWarnings([hourly, hourly, hourly], () => 60))).toEqual([
      "WK335 Sets of topic 7 (and of 2 more topics) come every 3600 s (median), but the inference cadence is 60 s",
    ]);
    expect(told(cadenceWarnings([hourly], () => 7200))).toHaveLength(1);
    expect(told(cadenceWarnings([hourly], () => 1800))).toHaveLength(1);
    expect(cadenceWarnings([topic([[0, "a", 1]])], () => 60)).toEqual([]);
  });
});

describe("timeWarnings", () => {
  const at = (...times: readonly number[]): TopicHistory =>
    topic(times.map((time) => [time, "a", 1] as const));
  const dates = (text: number): string[] => [
    `WK344 All timestamps lie in 1970; ${text} looks like a date (YYYYMMDD), not UNIX seconds`,
  ];
  const heights = (text: number): string[] => [
    `WK344 All timestamps lie in 1970; numbers as small as ${text} look like block heights, not UNIX seconds`,
  ];

  it.each([
    [[10_000, 31_535_999], heights(10_000)],
    [[9999, 31_535_999], []],
    [[10_000, 31_536_000], []],
    [[20_240_131, 20_240_201], dates(20_240_131)],
    // One that is not a date, and none is.
    [[20_240_131, 20_240_132], heights(20_240_131)],
    [[19_000_101], dates(19_000_101)],
    [[18_991_231], heights(18_991_231)],
    [[21_001_231], dates(21_001_231)],
    [[21_010_101], heights(21_010_101)],
    [[20_240_001], heights(20_240_001)],
    [[20_241_201], dates(20_241_201)],
    [[20_241_301], heights(20_241_301)],
    [[20_240_100], heights(20_240_100)],
    [[20_240_101], dates(20_240_101)],
    [[20_240_199], heights(20_240_199)],
    [[], []],
  ])("of %j are %j", (times, expected) => {
    expect(told(timeWarnings([at(...times)]))).toEqual(expected);
  });

  it("go by all topics", () => {
    expect(timeWarnings([])).toEqual([]);
    expect(told(timeWarnings([at(20_240_131), at(20_240_101)]))).toEqual(dates(20_240_101));
    expect(told(timeWarnings([at(20_240_131), at(20_000)]))).toEqual(heights(20_000));
    expect(timeWarnings([at(20_240_131), at(1_700_000_000)])).toEqual([]);
    expect(timeWarnings([at(20_240_131), at(5)])).toEqual([]);
  });
});

describe("truthWarnings", () => {
  const sets = [
    [100, "a", 1],
    [100, "b", 1],
    [200, "a", 1],
  ] as const;
  const withTruth = (...times: readonly number[]): TopicHistory =>
    topic(
      sets,
      times.map((time) => [time, 1, time] as const),
    );
  const missed = (nearest: number, others = ""): string[] => [
    `WK345 0 of 2 sets of topic 7${others} have a truth; the nearest truth is ${nearest} s away`,
  ];

  it("name how far the nearest truth is, before or after a set", () => {
    expect(told(truthWarnings([withTruth(90, 150)]))).toEqual(missed(10));
    expect(told(truthWarnings([withTruth(170, 207)]))).toEqual(missed(7));
    expect(told(truthWarnings([withTruth(103)]))).toEqual(missed(3));
    expect(told(truthWarnings([withTruth(300)]))).toEqual(missed(100));
  });

  it("are none where a set has its truth, or there is none at all", () => {
    expect(truthWarnings([withTruth(100)])).toEqual([]);
    expect(truthWarnings([withTruth(90, 200)])).toEqual([]);
    expect(truthWarnings([withTruth()])).toEqual([]);
    expect(truthWarnings([])).toEqual([]);
  });

  it("are one for all topics", () => {
    const topics = [withTruth(100), withTruth(90), withTruth(), withTruth(10), withTruth(201)];
    expect(told(truthWarnings(topics))).toEqual(missed(10, " (and of 2 more topics)"));
  });
});
