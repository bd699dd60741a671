import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { vectorPath } from "../../../../../test/support/inputs.js";

/** The parts of `test/vectors/statistics/vectors.json` that are read; its README has formulas and sources. */
export interface StatisticsVectors {
  readonly losses: { readonly columns: readonly string[]; readonly rows: readonly number[][] };
  readonly dieboldMariano: readonly {
    readonly losses: string;
    readonly reference: string;
    readonly horizon: number;
    readonly lags: number;
    readonly kernel: "rectangular" | "bartlett";
    readonly statistic: number;
    readonly pValue: number;
  }[];
  readonly ewc: readonly {
    readonly losses: string;
    readonly reference: string;
    readonly cosines: number;
    readonly longRunVariance: number;
    readonly statistic: number;
    readonly pValue: number;
    readonly skill: number;
    readonly interval95: readonly [number, number];
  }[];
  readonly multiple: {
    readonly p: readonly number[];
    readonly holm: readonly number[];
    readonly benjaminiHochberg: readonly number[];
  };
  readonly proportion: readonly {
    readonly hits: number;
    readonly trials: number;
    readonly confidence: number;
    readonly wilson: readonly [number, number];
    readonly clopperPearson: readonly [number, number];
  }[];
  readonly bootstrap: { readonly block: number; readonly indices: readonly number[][] };
  readonly mcs: Readonly<
    Record<
      "R" | "max",
      readonly {
        readonly rule: string;
        readonly statistic: number | null;
        readonly stepPValue: number;
        readonly mcsPValue: number;
      }[]
    >
  >;
  readonly spa: {
    readonly rules: readonly string[];
    readonly q: number;
    readonly "studentized (Hansen 2005)": {
      readonly omega: readonly number[];
      readonly statistic: number;
      readonly lower: number;
      readonly consistent: number;
      readonly upper: number;
    };
  };
  readonly romanoWolf: {
    readonly rules: readonly string[];
    readonly "studentized by the bootstrap's standard deviation": {
      readonly statistic: readonly number[];
      readonly adjustedPValue: readonly number[];
    };
  };
  readonly pbo: {
    readonly losses: readonly number[][];
    readonly blocks: number;
    readonly selected: readonly number[];
    readonly logits: readonly number[];
    readonly pbo: number;
    readonly pboStrict: number;
  };
  readonly walkForward: readonly {
    readonly name: string;
    readonly timestamps: readonly number[];
    readonly availableAt: readonly number[];
    readonly first: number;
    readonly size: number;
    readonly embargo: number;
    readonly splits: readonly unknown[];
  }[];
  readonly expectedMaximum: readonly { readonly trials: number; readonly value: number }[];
  readonly blockLength: { readonly cubeRoot: number };
  readonly gain: {
    readonly honest: readonly number[];
    readonly attack: readonly number[];
    readonly meanGain: number;
    readonly standardError: number;
    readonly interval95: readonly [number, number];
    readonly pValue: number;
    readonly seedsWithGain: number;
    readonly signTest: number;
  };
}

const parse: (text: string) => StatisticsVectors = JSON.parse;

export const vectors = parse(readFileSync(vectorPath("statistics/vectors.json"), "utf8"));

/** One rule's losses, in order of time. */
export function lossesOf(rule: string): number[] {
  const column = vectors.losses.columns.indexOf(rule);
  return vectors.losses.rows.map((row) => row[column] ?? Number.NaN);
}

/** Equal to within `tolerance`, relative. */
export function expectRelative(actual: number | undefined, expected: number, tolerance = 1e-10) {
  expect(Math.abs((actual ?? Number.NaN) - expected)).toBeLessThanOrEqual(
    tolerance * Math.abs(expected),
  );
}
