import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { median } from "../../src/numbers/order.js";
import { mean, Sum } from "../../src/numbers/sum.js";
import { Evaluator } from "../../src/metrics/evaluate.js";
import { dataPath, haveData, vectorPath } from "../../../../test/support/inputs.js";
import { ended, set, started } from "./facts.js";

if (!haveData) {
  process.emitWarning("skipping the flusight-us baselines: the real forecasts are not here");
}

/** Rows of a CSV file without quotes, its header left out. */
function rows(path: string): string[][] {
  const lines = readFileSync(dataPath(path), "utf8").trim().split("\n");
  return lines.slice(1).map((line) => line.split(","));
}

/** The chain's rounding for values that are not negative. */
const stored = (value: number) => Math.floor(value + 0.5);

interface Baselines {
  readonly timestamps: number;
  readonly inferences: number;
  readonly as_given: { mean_mae: number; mean_rmse: number; median_mae: number };
  readonly as_stored_on_chain: { mean_mae: number; mean_rmse: number; median_mae: number };
}

function baselines(): Baselines {
  const none = { mean_mae: NaN, mean_rmse: NaN, median_mae: NaN };
  if (!haveData) return { timestamps: 0, inferences: 0, as_given: none, as_stored_on_chain: none };
  const text = readFileSync(vectorPath("flusight-us-baselines.json"), "utf8");
  return JSON.parse(text) as Baselines;
}

describe.skipIf(!haveData)("flusight-us", () => {
  const golden = baselines();
  const truth = new Map(
    haveData ? rows("flusight-us/truth.csv").map(([t, v]) => [Number(t), Number(v)]) : [],
  );
  const sets = new Map<number, number[]>();
  for (const [t, , v] of haveData ? rows("flusight-us/inferences.csv") : []) {
    sets.set(Number(t), [...(sets.get(Number(t)) ?? []), Number(v)]);
  }

  function within(actual: number | null, expected: number): void {
    expect(Math.abs((actual ?? NaN) / expected - 1)).toBeLessThan(1e-12);
  }

  it("has the independent program's errors, as given", () => {
    const means = new Sum();
    const squares = new Sum();
    const medians = new Sum();
    for (const [t, values] of sets) {
      const error = (mean(values) ?? NaN) - truth.get(t)!;
      means.add(Math.abs(error));
      squares.add(error * error);
      medians.add(Math.abs((median(values) ?? NaN) - truth.get(t)!));
    }
    within(means.mean, golden.as_given.mean_mae);
    within(Math.sqrt(squares.mean!), golden.as_given.mean_rmse);
    within(medians.mean, golden.as_given.median_mae);
  });

  it("has them as stored on chain, through the summary", () => {
    const evaluator = new Evaluator();
    evaluator.add(started());
    for (const [t, values] of sets) {
      evaluator.add(set(t, values.map(stored), { truth: truth.get(t)!, truthAvailableAt: t }));
    }
    evaluator.add(ended());
    const { errors, sets: counts } = evaluator.result().topics[0]!;
    expect(counts).toMatchObject({ total: golden.timestamps, inferences: golden.inferences });
    within(errors.equal, golden.as_stored_on_chain.mean_mae);
    within(errors.median, golden.as_stored_on_chain.median_mae);
    within(errors.weighted, golden.as_stored_on_chain.mean_mae);
  });
});
