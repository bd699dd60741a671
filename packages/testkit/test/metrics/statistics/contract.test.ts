import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";

const FOLDER = new URL("../../../src/metrics/statistics/", import.meta.url);

/** What every statistic must show of itself: a new function adds a row, or the first test fails. */
interface Example {
  readonly args: readonly unknown[];
  /** Arguments without anything to measure, and what comes of them; absent where there are none. */
  readonly nothing?: { readonly args: readonly unknown[]; readonly result: unknown };
  /** Series among the arguments whose common order does not matter, by index. */
  readonly unordered?: readonly number[];
  /** The power of a factor on these arguments that the result is multiplied by; absent where scale has a meaning. */
  readonly scaled?: { readonly args: readonly number[]; readonly power: 0 | 1 | 2 };
}

const losses = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6, 2, 6, 4];
const reference = [2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4, 5, 9, 4, 5, 2, 3, 5, 3, 6, 2, 8, 7, 4];
const third = losses.map((loss, t) => (loss + 2 * (reference[t] ?? 0)) / 4);
const differences = losses.map((loss, t) => loss - (reference[t] ?? 0));
const weights = [0.5, 0.25, 0.125, 0];
const pValues = [0.04, 0.001, 0.5];
const constant = [2, 2, 2, 2];
const draws = [1, 2, 3, 5].map((draw) =>
  Uint32Array.from(losses, (_, t) => (draw * t * t + draw) % losses.length),
);
const times = losses.map((_, t) => 100 + 10 * t);
/** Two arguments alike in shape. */
const pair = [losses, reference] as const;
const [both, series] = [
  { args: [0, 1], power: 0 },
  { args: [0], power: 0 },
] as const;

const EXAMPLES: Readonly<Record<string, Example>> = {
  assessDifference: { args: pair },
  automaticLags: { args: [100, 2] },
  backtestOverfitting: {
    args: [[losses, reference, third], 4],
    nothing: { args: [[losses], 4], result: null },
  },
  benjaminiHochberg: { args: [pValues], nothing: { args: [[]], result: new Float64Array() } },
  betaFraction: { args: [0.25, 3, 4] },
  betaQuantile: { args: [0.25, 3, 4] },
  blockLength: { args: [64] },
  circularBlocks: { args: [6, 2, 3, (bound: number) => bound - 1] },
  clopperPearson: { args: [3, 10] },
  cosinesByChirp: { args: [losses, 3], scaled: { ...series, power: 1 } },
  cosinesBySum: { args: [losses, 3], scaled: { ...series, power: 1 } },
  dependentProportion: {
    args: [[1, 0, 1, 1, 0, 1]],
    nothing: { args: [[]], result: null },
  },
  dieboldMariano: {
    args: [losses, reference, { horizon: 2 }],
    nothing: { args: [constant, constant], result: null },
  },
  effectiveNumber: {
    ...{ args: [weights], nothing: { args: [[0, NaN]], result: null } },
    ...{ unordered: [0], scaled: series },
  },
  effectiveSets: {
    ...{ args: [differences], nothing: { args: [[0, 0]], result: 0 } },
    ...{ unordered: [0], scaled: series },
  },
  entropyNumber: {
    ...{ args: [weights], nothing: { args: [[]], result: null } },
    ...{ unordered: [0], scaled: series },
  },
  ewc: {
    args: [differences],
    nothing: {
      args: [[]],
      result: { testable: false, reason: "too few sets", sets: 0, mean: null },
    },
  },
  ewcBandwidth: { args: [100] },
  ewcVariance: { args: [differences], scaled: { ...series, power: 2 } },
  exactMcNemar: {
    args: [3, 8],
    nothing: { args: [0, 0], result: expect.objectContaining({ pValue: 1 }) as unknown },
  },
  expectedMaximum: { args: [10], nothing: { args: [1], result: 0 } },
  gini: {
    ...{ args: [weights], nothing: { args: [[0]], result: null } },
    ...{ unordered: [0], scaled: series },
  },
  holm: { args: [pValues], nothing: { args: [[]], result: new Float64Array() } },
  horizonOf: { args: [[60, 60, 120], 60], unordered: [0], scaled: { args: [0, 1], power: 0 } },
  kendallTau: {
    ...{ args: pair, nothing: { args: [constant, [1, 2, 3, 4]], result: null } },
    ...{ unordered: [0, 1], scaled: both },
  },
  lagOneCorrelation: {
    ...{ args: [losses], nothing: { args: [constant], result: null } },
    scaled: series,
  },
  lowCosines: { args: [losses, 3], scaled: { ...series, power: 1 } },
  meanCrossCorrelation: {
    args: [
      [
        { timestamps: times, differences },
        { timestamps: times, differences: losses },
      ],
    ],
    nothing: { args: [[{ timestamps: times, differences }]], result: null },
  },
  midRanks: { args: [losses], nothing: { args: [[]], result: new Float64Array() }, scaled: series },
  minimumDetectable: {
    args: [{ standardError: 0.5, bandwidth: 4 }, 8],
    nothing: { args: [{ standardError: 0.5, bandwidth: 4 }, 0], result: null },
  },
  modelConfidenceSet: { args: [[losses, reference, third], draws, "range"] },
  normalCdf: { args: [-1.5] },
  normalQuantile: { args: [0.1] },
  overallLosses: { args: [[{ timestamps: times, losses, reference }]] },
  pairedGain: { args: pair, nothing: { args: [[], []], result: null }, unordered: [0, 1] },
  pearson: {
    ...{ args: pair, nothing: { args: [constant, [1, 2, 3, 4]], result: null } },
    ...{ unordered: [0, 1], scaled: both },
  },
  proportion: { args: [3, 10], nothing: { args: [0, 0], result: null } },
  regularizedBeta: { args: [0.25, 3, 4] },
  reliability: { args: [differences], scaled: series },
  resampledMeans: { args: [losses, draws], scaled: { ...series, power: 1 } },
  romanoWolf: { args: [losses, [reference, third], draws] },
  shares: {
    ...{ args: [weights], nothing: { args: [[0]], result: null } },
    scaled: series,
  },
  significantCountSpread: { args: [10, 0.2] },
  skillInterval: {
    ...{ args: pair, nothing: { args: [constant, [0, 0, 0, 0]], result: null } },
    scaled: both,
  },
  skillScore: { args: [1, 4], nothing: { args: [null, 4], result: null } },
  spearman: {
    ...{ args: pair, nothing: { args: [constant, [1, 2, 3, 4]], result: null } },
    ...{ unordered: [0, 1], scaled: both },
  },
  studentDensity: { args: [1.5, 6] },
  studentQuantile: { args: [0.1, 6] },
  studentTwoSided: { args: [1.5, 6] },
  superiorAbility: { args: [losses, [reference, third], draws, 3] },
  turnover: {
    ...{ args: [weights, [0, 0.25, 0.5, 0.25]], nothing: { args: [[0], [1]], result: null } },
    ...{ unordered: [0, 1], scaled: both },
  },
  unbiasedLagOne: {
    ...{ args: [losses], nothing: { args: [constant], result: null } },
    scaled: series,
  },
  verdictKind: { args: [{ reason: "too few sets", n: 1, mean: 0 }, null, null] },
  walkForwardFolds: { args: [times, times, { first: 4, size: 5 }] },
  wilsonFrom: { args: [0.3, 10, 1.96] },
  wilsonInterval: { args: [3, 10] },
};

type Statistic = (...args: readonly unknown[]) => unknown;

const files = readdirSync(FOLDER);
const statistics = new Map<string, Statistic>();
for (const file of files) {
  const module = (await import(new URL(file, FOLDER).href)) as Readonly<Record<string, unknown>>;
  for (const [name, value] of Object.entries(module))
    if (typeof value === "function") statistics.set(name, value as Statistic);
}

/** Every number in a result, however deep. */
function numbersOf(result: unknown): number[] {
  if (typeof result === "number") return [result];
  if (typeof result !== "object" || result === null) return [];
  return Object.values(result).flatMap(numbersOf);
}

function close(actual: readonly number[], expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  for (const [i, value] of actual.entries()) {
    const wanted = expected[i] ?? NaN;
    expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(wanted)));
  }
}

/** The arguments with some of the series replaced. */
function changed(
  args: readonly unknown[],
  which: readonly number[],
  change: (value: unknown) => unknown,
): unknown[] {
  return args.map((arg, i) => (which.includes(i) ? change(arg) : arg));
}

const scale = (value: unknown, factor: number): unknown =>
  typeof value === "number" ? value * factor : (value as readonly number[]).map((x) => x * factor);

it("has an example of every statistic, and of nothing else", () => {
  expect(Object.keys(EXAMPLES).sort()).toEqual([...statistics.keys()].sort());
});

describe.each(Object.entries(EXAMPLES))("%s", (name, { args }) => {
  const call = statistics.get(name)!;

  it("gives the same finite numbers each time and leaves its arguments alone", () => {
    const before = structuredClone(args.filter((arg) => typeof arg !== "function"));
    const result = call(...args);
    expect(result).not.toBeNull();
    expect(numbersOf(result).filter((value) => !Number.isFinite(value))).toEqual([]);
    expect(call(...args)).toEqual(result);
    expect(args.filter((arg) => typeof arg !== "function")).toEqual(before);
  });
});

/** The examples that have a property. */
const having = <K extends keyof Example>(
  key: K,
): (readonly [string, Example, NonNullable<Example[K]>])[] =>
  Object.entries(EXAMPLES).flatMap(([name, example]) => {
    const value = example[key];
    return value === undefined ? [] : [[name, example, value] as const];
  });

it.each(having("nothing"))(
  "%s has an answer where there is nothing to measure",
  (name, _, nothing) => {
    expect(statistics.get(name)?.(...nothing.args)).toEqual(nothing.result);
  },
);

it.each(having("unordered"))("%s does not depend on the order", (name, { args }, unordered) => {
  const call = statistics.get(name)!;
  const turned = changed(args, unordered, (value) => {
    const list = value as readonly number[];
    return [...list.slice(5 % list.length), ...list.slice(0, 5 % list.length)];
  });
  close(numbersOf(call(...turned)), numbersOf(call(...args)));
});

it.each(having("scaled"))("%s follows the unit of its arguments", (name, { args }, scaled) => {
  const call = statistics.get(name)!;
  const larger = changed(args, scaled.args, (value) => scale(value, 4));
  const factor = 4 ** scaled.power;
  close(
    numbersOf(call(...larger)),
    numbersOf(call(...args)).map((value) => value * factor),
  );
});
