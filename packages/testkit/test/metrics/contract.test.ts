import { describe, expect, it } from "vitest";
import type { SummaryOptions } from "../../src/metrics/summary-options.js";
import type { ReplaySummary } from "../../src/metrics/summary.js";
import type { Fact, HostHalted } from "../../src/replay/facts.js";
import { ended, round, set, started, summarize } from "./facts.js";

// One contract over every metric of a replay: a new field of the summary needs a row here, or nothing compiles; a new number
// inside a field is checked without one.

/**
 * How the numbers of a field behave. `power` is that of the values' unit, 0 for what has none; `time` for UNIX seconds. Numbers in a
 * field that behave differently are named by their path in it, with `*` for any one step.
 */
interface Behaviour {
  readonly power: 0 | 1;
  readonly but?: Readonly<Record<string, 0 | 1 | 2 | "time">>;
  /** The field without any fact but the first. */
  readonly empty: unknown;
}

const ANY = expect.anything() as unknown;

const CONTRACT: Readonly<Record<keyof ReplaySummary, Behaviour>> = {
  topic: { power: 0, empty: "7" },
  logic: { power: 0, empty: ANY },
  engine: { power: 0, empty: "v8" },
  seed: { power: 0, empty: 1 },
  values: { power: 0, empty: { kind: "number" } },
  loss: { power: 0, empty: "absolute error" },
  inferenceCadence: { power: 0, empty: 10 },
  weightCadence: { power: 0, empty: 20 },
  start: { power: 0, but: { "": "time" }, empty: 100 },
  end: { power: 0, but: { "": "time" }, empty: 180 },
  workers: { power: 0, empty: ANY },
  complete: { power: 0, empty: false },
  rounds: {
    power: 0,
    empty: { ran: 0, committed: 0, failed: 0, skipped: 0, unreachable: 0, second: 0 },
  },
  failures: { power: 0, but: { "*.first.blockTime": "time" }, empty: [] },
  sets: { power: 0, empty: expect.objectContaining({ total: 0, compared: 0 }) as unknown },
  rounding: { power: 0, empty: { inferences: 0, worst: 0 } },
  withheld: { power: 0, empty: 0 },
  errors: { power: 1, empty: expect.objectContaining({ weighted: null, equal: null }) as unknown },
  accuracy: {
    power: 0,
    but: { "*.mae": 1, "*.rmse": 1, "*.bias": 1 },
    empty: expect.objectContaining({ weighted: null, equal: null }) as unknown,
  },
  naive: { power: 1, but: { sets: 0 }, empty: null },
  against: {
    power: 0,
    but: {
      ...{ "*.meanDifference": 1, "*.test.mean": 1, "*.test.standardError": 1 },
      ...{ "*.test.longRunVariance": 2, "*.dieboldMariano.meanDifference": 1 },
    },
    empty: { equal: null, median: null, logPool: null, members: null },
  },
  verdict: {
    power: 0,
    empty: expect.objectContaining({ about: "nothing compared", conclusion: "open" }) as unknown,
  },
  calibration: { power: 0, empty: null },
  classes: { power: 0, empty: null },
  best: { power: 1, but: { sets: 0, chosenAmong: 0, leastSets: 0 }, empty: null },
  weighting: {
    power: 0,
    empty: expect.objectContaining({
      largestTurnover: null,
      gini: { mean: null, last: null },
    }) as unknown,
  },
  workerScores: { power: 0, but: { "*.loss": 1, "*.bias": 1, "*.regret": 1 }, empty: [] },
  missing: { power: 0, empty: null },
  responses: { power: 0, but: { "*.at": "time" }, empty: [] },
  rewards: { power: 0, but: { "byEpoch.*.blockTime": "time" }, empty: null },
  coverage: {
    power: 0,
    empty: expect.objectContaining({ inferences: 0, remedy: null }) as unknown,
  },
  payload: { power: 0, empty: null },
  fuel: { power: 0, empty: null },
  finalWeights: { power: 0, empty: [] },
  host: { power: 0, empty: ANY },
  consumers: {
    power: 0,
    but: { "*.error": 1 },
    empty: [{ transformation: "mean", sets: 0, error: null, confidence: null }],
  },
  halt: { power: 0, but: { blockTime: "time" }, empty: null },
  notes: { power: 0, empty: [] },
};

const WORKERS = ["allo1a", "allo1b", "allo1c"] as const;

interface Change {
  /** Every value and truth times this. */
  readonly factor?: number;
  /** Seconds later. */
  readonly shift?: number;
  /** Worker i of the history is worker `order[i]` of the story. */
  readonly order?: readonly number[];
}

/** A replay of 60 sets in which every metric of numbers has something to measure. */
function story({ factor = 1, shift = 0, order = [0, 1, 2] }: Change = {}): Fact[] {
  const place = <T>(values: readonly T[]): T[] => order.flatMap((i) => values.slice(i, i + 1));
  const facts: Fact[] = [
    started({
      ...{ workers: place(WORKERS), weightCadence: 10, typicalTruth: 100 * factor },
      ...{ start: 100 + shift, end: 700 + shift },
    }),
  ];
  for (let i = 0; i < 60; i += 1) {
    const time = 100 + 10 * i + shift;
    const weights = place([0.5 + 0.004 * (i % 7), 0.25 + 0.01 * (i % 3), i < 30 ? 0.2 : 0.02]);
    const values = place([101 + ((i * 3) % 5), 103 - ((i * 3) % 7), 90 + ((i * 7) % 13)]);
    // The first worker misses every fifth set.
    const present = [0, 1, 2].filter((id) => i % 5 !== 4 || order[id] !== 0);
    const only = (columns: readonly number[]) => present.flatMap((id) => columns.slice(id, id + 1));
    const seen = {
      used: { inferences: 3, sets: 1 },
      scorable: 3,
      sets: 1,
      inferences: 3,
      windowFrom: time - 10,
    };
    const failed = { status: "failed", exitCode: 1, failure: FAILURE } as const;
    facts.push(
      round(i, time, {
        ...{ ...seen, weights, fuel: 1000 + i, payloadBytes: 900 + i },
        notes: ["odd"],
        ...(i % 20 === 7 ? failed : {}),
      }),
      set(
        time + 1,
        only(values).map((value) => value * factor),
        {
          ...{ workerIds: Uint32Array.from(present), weights: only(weights) },
          ...{
            truth: (101 + ((i * 2) % 5)) * factor,
            truthAvailableAt: time + 6,
            roundAt: time + 10,
          },
        },
      ),
    );
  }
  const amounts = {
    topicEmission: 100n,
    workerRewards: place([60n, 30n, 0n]),
    reputerRewards: [5n],
  };
  const others = [{ address: "allo1x", amount: 5n, masked: false }];
  facts.push({
    ...{ kind: "rewards", epoch: 0, blockTime: 700 + shift, block: 600, ...amounts, others },
    ...{ reputers: ["allo1r"], masked: Uint32Array.of(order.indexOf(2)), inFloats: [] },
    ...{ topicStake: 1n, rolledOver: 0n, notes: [], failure: null },
  });
  const halt = { reputer: "allo1r", participant: "allo1a", weight: 0.5, masked: false };
  const at = { epoch: 0, blockTime: 700 + shift, block: 600 };
  return [...facts, { kind: "halted", ...at, failure: FAILURE, weights: [halt] }, ended()];
}

const FAILURE = {
  ...{ code: "WK503", message: "not one JSON object", hint: "print one", place: null },
  ...{ severity: "error", exit: 1, trace: [] },
} as unknown as HostHalted["failure"];

const optionsAt = (shift: number): SummaryOptions => ({
  consumers: [{ kind: "mean" }],
  changes: [{ worker: "allo1c", to: "bad", at: 400 + shift }],
});
const summaryOf = (change: Change = {}): ReplaySummary =>
  summarize(story(change), optionsAt(change.shift ?? 0));

/** Numbers by their path; workers' rows in the order of their addresses. */
function leavesOf(value: unknown, path = ""): [string, number][] {
  if (typeof value === "number") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  const rows = Array.isArray(value) ? [...(value as unknown[])].sort(byWorker) : value;
  return Object.entries(rows).flatMap(([key, part]) =>
    leavesOf(part, path === "" ? key : `${path}.${key}`),
  );
}

function byWorker(a: unknown, b: unknown): number {
  const name = (row: unknown) =>
    typeof row === "object" && row !== null && "worker" in row ? String(row.worker) : "";
  return name(a) < name(b) ? -1 : Number(name(a) > name(b));
}

const FIELDS = Object.entries(CONTRACT) as [keyof ReplaySummary, Behaviour][];

/** How the number at a path behaves. */
function behaviourAt({ power, but = {} }: Behaviour, path: string): 0 | 1 | 2 | "time" {
  const steps = path.split(".");
  const fits = (pattern: string) =>
    pattern === path ||
    (pattern.split(".").length === steps.length &&
      pattern.split(".").every((step, i) => step === "*" || step === steps[i]));
  return Object.entries(but).find(([pattern]) => fits(pattern))?.[1] ?? power;
}

function expectChanged(
  field: keyof ReplaySummary,
  other: ReplaySummary,
  change: (value: number, behaviour: 0 | 1 | 2 | "time") => number,
): void {
  const plain = leavesOf(summaryOf()[field]);
  const changed = new Map(leavesOf(other[field]));
  expect([...changed.keys()]).toEqual(plain.map(([path]) => path));
  for (const [path, value] of plain) {
    const wanted = change(value, behaviourAt(CONTRACT[field], path));
    expect(changed.get(path), `${field}.${path}`).toBeCloseTo(
      wanted,
      9 - Math.log10(1 + Math.abs(wanted)),
    );
  }
}

it("the contract has every field of a summary, and no other", () => {
  expect(FIELDS.map(([field]) => field).sort()).toEqual(Object.keys(summaryOf()).sort());
});

it("the story gives every metric of numbers something to measure", () => {
  const absent = Object.entries(summaryOf()).filter(([, value]) => value === null);
  expect(absent.map(([field]) => field).sort()).toEqual(["calibration", "classes"]);
});

describe.each(FIELDS)("%s", (field, { empty }) => {
  it("is finite or null, so that JSON holds all of it", () => {
    const value = summaryOf()[field];
    expect(JSON.parse(JSON.stringify(value))).toEqual(value);
  });

  it("has an answer where there is nothing to measure", () => {
    expect(summarize([started()], optionsAt(0))[field]).toEqual(empty);
  });

  it("follows the unit of the values", () => {
    expectChanged(field, summaryOf({ factor: 4 }), (value, behaviour) =>
      behaviour === "time" ? value : value * 4 ** behaviour,
    );
  });

  it("does not depend on when it all happened", () => {
    expectChanged(field, summaryOf({ shift: 86_400 }), (value, behaviour) =>
      behaviour === "time" ? value + 86_400 : value,
    );
  });

  it("does not depend on the order of the workers", () => {
    expectChanged(field, summaryOf({ order: [2, 0, 1] }), (value) => value);
  });
});
