import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { readHistory } from "../../src/history/read-history.js";
import type { SetCommitted } from "../../src/replay/facts.js";
import { commit, fakeLogic, replay } from "./fake-logic.js";
import { only } from "./histories.js";
import { vectorPath, dataPath, haveData } from "../../../../test/support/inputs.js";

interface Errors {
  readonly mean_mae: number;
  readonly mean_rmse?: number;
  readonly median_mae: number;
}

// Plain sums, written here anew; the project's own metrics are not used.
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const median = (values: Float64Array): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

describe.skipIf(!haveData)("a replay of flusight-us (skipped without the real forecasts)", () => {
  const sets: SetCommitted[] = [];
  let known: {
    timestamps: number;
    inferences: number;
    as_given: Errors;
    as_stored_on_chain: Errors;
  };
  beforeAll(async () => {
    known = JSON.parse(
      readFileSync(vectorPath("flusight-us-baselines.json"), "utf8"),
    ) as typeof known;
    const { topics } = await readHistory({
      inferences: dataPath("flusight-us/inferences.csv"),
      truth: dataPath("flusight-us/truth.csv"),
    });
    const facts = replay({
      history: topics[0]!,
      cadences: { inference: 604_800, weight: 1_209_600 },
      logic: fakeLogic(() => commit({})),
      engine: "fake",
      http: () => null,
      permissions: [],
      seed: 1,
    });
    sets.push(...only([...facts], "set"));
  });

  it("has all its weeks and inferences, each in a round", () => {
    expect(sets).toHaveLength(known.timestamps);
    expect(sets.reduce((sum, { workerIds }) => sum + workerIds.length, 0)).toBe(known.inferences);
    expect(sets.every(({ roundAt }) => roundAt !== null)).toBe(true);
  });

  it("has the mean's and the median's error of the vectors, as given and as stored on chain", () => {
    for (const [expected, pick] of [
      [known.as_given, (set: SetCommitted) => set.given],
      [known.as_stored_on_chain, (set: SetCommitted) => set.values],
    ] as const) {
      const errors = (combine: (values: Float64Array) => number) =>
        sets.map((set) => combine(pick(set)) - set.truth!);
      const means = errors((values) => mean([...values]));
      expect(mean(means.map(Math.abs)) / expected.mean_mae - 1).toBeCloseTo(0, 12);
      expect(mean(errors(median).map(Math.abs)) / expected.median_mae - 1).toBeCloseTo(0, 12);
      if (expected.mean_rmse !== undefined) {
        expect(
          Math.sqrt(mean(means.map((error) => error * error))) / expected.mean_rmse - 1,
        ).toBeCloseTo(0, 12);
      }
    }
  });
});
