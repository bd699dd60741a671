import { readFileSync } from "node:fs";
import { expect } from "vitest";

/** What `make_golden.py` wrote: inputs and the values that independent implementations give for them. */
export interface Golden {
  readonly tools: string;
  readonly accuracy: {
    readonly truths: readonly number[];
    readonly forecasts: readonly number[];
    readonly errors: readonly number[];
    readonly reference: readonly number[];
    readonly mae: number;
    readonly rmse: number;
    readonly bias: number;
    readonly naiveScale: number;
    readonly naiveScale4: number;
    readonly mase: number;
    readonly skill: number;
  };
  readonly combination: {
    readonly values: readonly number[];
    readonly weights: readonly number[];
    readonly weightedMean: number;
    readonly mean: number;
    readonly median: number;
    readonly weightedMedian: number;
  };
  readonly normalQuantile: readonly (readonly [number, number])[];
  readonly studentTwoSided: readonly (readonly [number, number, number])[];
  readonly direction: { readonly hits: number; readonly trials: number; readonly share: number };
  readonly wilson: readonly (readonly [number, number, number, number, number])[];
  readonly probability: {
    readonly distributions: readonly (readonly number[])[];
    readonly outcomes: readonly number[];
    readonly weights: readonly number[];
    readonly brier: number;
    readonly logScore: number;
    readonly logPool: readonly number[];
    readonly linearPool: readonly number[];
  };
  readonly concentration: {
    readonly weights: readonly number[];
    readonly after: readonly number[];
    readonly effectiveNumber: number;
    readonly entropyNumber: number;
    readonly gini: number;
    readonly turnover: number;
  };
  readonly rank: readonly {
    readonly x: readonly number[];
    readonly y: readonly number[];
    readonly ranks: readonly number[];
    readonly spearman: number;
    readonly kendall: number;
  }[];
  readonly dieboldMariano: {
    readonly losses: readonly number[];
    readonly reference: readonly number[];
    readonly tests: readonly {
      readonly horizon: number;
      readonly kernel: "rectangular" | "bartlett";
      readonly lags: number;
      readonly statistic: number;
      readonly pValue: number;
      readonly meanDifference: number;
    }[];
  };
  readonly random: { readonly state: readonly number[]; readonly seed42: readonly number[] };
}

export function readGolden(): Golden {
  const file = new URL("./golden.json", import.meta.url);
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- our own file, of the shape that its script writes
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Expects agreement to 1e-12 relative. */
export function expectClose(actual: number | null | undefined, expected: number): void {
  const off = Math.abs((actual ?? Number.NaN) - expected);
  expect(off, `${String(actual)} against ${expected}`).toBeLessThanOrEqual(
    1e-12 * Math.abs(expected),
  );
}
