import { describe, expect, it } from "vitest";
import { cadenceWarnings } from "../../src/history/warnings/cadence-warning.js";
import { simulate, TRAFFIC } from "../../src/history/simulate/simulate.js";
import type { TopicHistory } from "../../src/history/history.js";
import { readHistory } from "../../src/history/read-history.js";
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
    expect(cadenceWarnings([topic([[0, "a", 1]])], () => 60)).toEqual([]);
  });
});
