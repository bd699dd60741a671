import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  simulate,
  simulateStream,
  TRAFFIC,
  type SimulatedWorker,
  type SimulationOptions,
} from "../../src/history/simulate/simulate.js";

/** What an independent implementation of the model makes of some options: simulation/make.py. */
interface Expected {
  readonly options: SimulationOptions;
  readonly workers: readonly SimulatedWorker[];
  /** Timestamp, worker id, value. */
  readonly rows: readonly (readonly [number, number, number])[];
  /** Timestamp, value, when it is available. */
  readonly truths: readonly (readonly [number, number, number])[];
}

const expected = JSON.parse(
  readFileSync(new URL("simulation/expected.json", import.meta.url), "utf8"),
) as Expected[];

test.each(expected.map((each, at) => [at, each] as const))(
  "history %i is, number for number, that of an independent implementation of the model",
  (_, { options, workers, rows, truths }) => {
    const { history, workers: simulated } = simulate(options);
    const { inferences, truth } = history;
    expect(simulated).toEqual(workers);
    expect(history.topic).toBe(options.topic);
    expect(inferences.workers).toEqual(workers.map(({ address }) => address));
    expect(inferences.texts).toBeNull();
    expect(inferences.length).toBe(rows.length);
    expect(
      Array.from(inferences.values, (value, row) => [
        inferences.timestamps[row],
        inferences.workerIds[row],
        value,
      ]),
    ).toEqual(rows);
    expect(truth.texts).toBeNull();
    expect(truth.length).toBe(truths.length);
    expect(
      Array.from(truth.values, (value, row) => [
        truth.timestamps[row],
        value,
        truth.availableAt[row],
      ]),
    ).toEqual(truths);
  },
);

/** By option: what lies just within its range, and just outside it. */
const RANGES: readonly (readonly [
  keyof SimulationOptions,
  readonly number[],
  readonly number[],
])[] = [
  ["seed", [0, 2 ** 32 - 1], [-1, 2 ** 32, 0.5, NaN]],
  ["workers", [1], [0, 100_001, 1.5]],
  ["sets", [1], [0, 200_000_000 / 8 + 1, 1.5]],
  ["start", [0, 1e11], [-1, 1e11 + 1, 0.5]],
  ["cadence", [1, 1e9], [0, 1e9 + 1, 1.5]],
  ["truthLag", [0, 1e10], [-1, 1e10 + 1, 0.5]],
  ["level", [-1e300], [Infinity, NaN]],
  ["amplitude", [-1e300], [Infinity, NaN]],
  ["period", [5e-324, 1e300], [0, -1, Infinity, NaN]],
  ["trend", [-1e300], [-Infinity, NaN]],
  ["noise", [0], [-5e-324, Infinity, NaN]],
  ["regimes", [0, 10_000], [-1, 10_001, 0.5]],
  ["bestError", [0, TRAFFIC.worstError], [-5e-324, NaN]],
  ["worstError", [TRAFFIC.bestError], [TRAFFIC.bestError - 1, Infinity, NaN]],
  ["turning", [0, 1], [-5e-324, 1 + 2 ** -52, NaN]],
  ["attendance", [0, 1], [-5e-324, 1 + 2 ** -52, NaN]],
  ["decimals", [0, 12], [-1, 13, 0.5]],
  ["classes", [2, 1000], [1, 1001, 2.5]],
];

test.each(RANGES)("%s is taken up to the ends of its range", (name, within, outside) => {
  for (const value of within)
    expect(simulateStream({ ...TRAFFIC, [name]: value }).workers.length).toBeGreaterThan(0);
  for (const value of outside) {
    expect(() => simulateStream({ ...TRAFFIC, [name]: value })).toThrow(
      expect.objectContaining({
        code: "WK340",
        message: expect.stringContaining(`simulation's ${name} is ${value}`) as string,
      }),
    );
  }
});

test("a best error without an end is refused as such, whatever the worst is", () => {
  const endless = { bestError: Infinity, worstError: Infinity };
  expect(() => simulateStream({ ...TRAFFIC, ...endless })).toThrow("simulation's bestError is");
});

test("workers times sets are at most 200 million", () => {
  const many = { ...TRAFFIC, workers: 100_000, sets: 2001 };
  expect(() => simulateStream(many)).toThrow("simulation's sets is 2001");
});

test("what lies beyond all classes is in the last one", () => {
  const far = { kind: "class", workers: 2, sets: 3, trend: 1e300, attendance: 1 } as const;
  const { truth, inferences } = simulate({ ...TRAFFIC, ...far }).history;
  expect([...truth.values].slice(1)).toEqual([3, 3]);
  expect([...inferences.values].slice(2)).toEqual([3, 3, 3, 3]);
});
