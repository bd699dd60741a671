import { describe, expect, it } from "vitest";
import { Evaluator } from "../../src/metrics/evaluate.js";
import type { SummaryOptions } from "../../src/metrics/summary-options.js";
import type { Fact } from "../../src/replay/facts.js";
import { ended, failure, round, set, started, summarize } from "./facts.js";

// Everything here is worked by hand.

const truth = { truth: 10, truthAvailableAt: 100 };

describe("an evaluation", () => {
  const topic = (name: string): Fact[] => [started({ topic: name }), set(110, [8, 16], truth)];
  const evaluation = (...names: string[]) => {
    const evaluator = new Evaluator();
    for (const fact of names.flatMap(topic)) evaluator.add(fact);
    return { ...evaluator.result(), losses: evaluator.losses() };
  };

  it("has a verdict over all topics where there are two or more", () => {
    expect(evaluation()).toEqual({ topics: [], overall: null, losses: [] });
    expect(evaluation("1")).toMatchObject({ topics: [{ topic: "1" }], overall: null });
    const two = evaluation("1", "2");
    expect(two.topics.map(({ topic: name }) => name)).toEqual(["1", "2"]);
    expect(two.overall).toMatchObject({ topics: 2, byTopic: [{ topic: "1" }, { topic: "2" }] });
  });

  it("has the losses of each topic's sets", () => {
    // The mean of 8 and 16 is 2 off.
    const [first, second] = evaluation("1", "2").losses;
    expect([...(first?.timestamps ?? [])]).toEqual([110]);
    for (const losses of [first, second])
      expect(Object.fromEntries(losses?.losses ?? [])).toMatchObject({
        weighted: Float64Array.of(2),
        equal: Float64Array.of(2),
      });
  });
});

describe("warm-up", () => {
  const sets = (warmUpRounds: number, ...rounds: Fact[]) =>
    summarize([started(), ...rounds, set(150, [8, 16], truth), ended()], { warmUpRounds }).sets;

  it("is over after so many times at which a round ran", () => {
    const ran = [round(0, 100), round(1, 120)];
    expect(sets(2, ...ran)).toMatchObject({ warmUp: 0, compared: 1 });
    expect(sets(3, ...ran)).toMatchObject({ warmUp: 1, compared: 0 });
    // Two reputers' rounds at one time are one.
    const other = round(1, 120, { reputer: "allo1other" });
    expect(sets(3, ...ran, other)).toMatchObject({ warmUp: 1, compared: 0 });
    // A round that failed ran, one that was skipped or found the head node down did not.
    expect(sets(3, ...ran, round(2, 130, { status: "failed" }))).toMatchObject({ compared: 1 });
    for (const status of ["skipped", "unreachable"] as const)
      expect(sets(3, ...ran, round(2, 130, { status }))).toMatchObject({ compared: 0 });
  });

  it("has no sets without a truth, or without an inference", () => {
    const late = set(110, [8], { leftOut: Uint32Array.of(1, 2) });
    const facts = [started(), late, set(120, [NaN], truth), ended()];
    const { sets: counts } = summarize(facts, { warmUpRounds: 1 });
    expect(counts).toMatchObject({
      ...{ total: 2, inferences: 2, leftOut: 2, withoutTruth: 1, unusable: 1, warmUp: 0 },
    });
  });
});

describe("weights that make no difference", () => {
  /** Whether two workers' losses, weighted 3 : 1, are taken for those of equal weights. */
  const alike = (one: number, other: number, of = 0): boolean => {
    const weights = [3, 1];
    const facts = [
      started({ workers: ["allo1a", "allo1b"] }),
      round(0, 100, { weights: [1, 1] }),
      round(1, 105, { weights }),
      set(110, [one, other], { weights, truth: of, truthAvailableAt: 115 }),
      ended(),
    ];
    return summarize(facts).verdict.unlearnt?.sign === "all alike";
  };

  it("are those with which losses differ by rounding alone, in the losses' unit", () => {
    expect(alike(8, 16)).toBe(false);
    expect(alike(8, 8)).toBe(true);
    expect(alike(8, 8, 8)).toBe(true);
    // Losses differ by a quarter of what the workers' do, relative to about 1: limit 1e-9.
    for (const unit of [1e-6, 1, 1e6]) {
      expect(alike(unit, unit * (1 + 3e-9))).toBe(true);
      expect(alike(unit, unit * (1 + 5e-9))).toBe(false);
    }
    // Right with one combination only.
    expect(alike(1, -3)).toBe(false);
    expect(alike(1, -1)).toBe(false);
  });
});

describe("probabilities", () => {
  it("are calibrated, weighted and equal", () => {
    const weights = [3, 1];
    const values = { kind: "probability" } as const;
    const facts = (kind: typeof values | { kind: "number" }) => [
      started({ values: kind, workers: ["allo1a", "allo1b"] }),
      set(110, [0.8, 0.2], { weights, truth: 1, truthAvailableAt: 110 }),
      set(120, [0.8, 0.2], { weights, truth: 0, truthAvailableAt: 120 }),
      ended(),
    ];
    // (3 (0.8) + 0.2) / 4 and (0.8 + 0.2) / 2; one of two happened.
    const { calibration } = summarize(facts(values));
    expect(calibration?.weighted.bins).toMatchObject([{ from: 0.6, sets: 2, happened: 0.5 }]);
    expect(calibration?.weighted.bins[0]?.probability).toBeCloseTo(0.65, 14);
    expect(calibration?.equal.bins).toMatchObject([
      { from: 0.5, sets: 2, happened: 0.5, probability: 0.5 },
    ]);
    expect(summarize(facts({ kind: "number" })).calibration).toBeNull();
  });
});

describe("notes and failures", () => {
  it("has the first fifty notes, each with its rounds", () => {
    const texts = Array.from({ length: 60 }, (_, i) => `note ${i}`);
    const { notes } = summarize([
      ...[started(), round(0, 100, { notes: texts }), round(1, 110, { notes: texts.slice(48) })],
      ended(),
    ]);
    const rounds = texts.slice(0, 50).map((text, i) => ({ text, rounds: i < 48 ? 1 : 2 }));
    expect(notes).toEqual(rounds);
  });

  it("has failures only, with the last 4,000 characters that they printed", () => {
    const failed = (stderr: string) =>
      summarize([
        ...[started(), round(0, 100), { ...round(0, 105), kind: "second" as const }],
        ...[round(1, 110, { status: "failed", failure, stderr }), ended()],
      ]).failures;
    expect(failed("boom")).toMatchObject([
      { rounds: 1, secondRuns: 0, first: { index: 1, second: false, stderr: "boom" } },
    ]);
    const full = `a${"b".repeat(3999)}`;
    expect(failed(full)[0]?.first.stderr).toBe(full);
    expect(failed(`${full}c`)[0]?.first.stderr).toBe(`…${full.slice(1)}c`);
  });

  it("names the exit status where a round has no other reason", () => {
    const { failures } = summarize([
      ...[started(), round(0, 100, { status: "failed", exitCode: 7 }), ended()],
    ]);
    expect(failures).toMatchObject([{ code: "", message: "the logic exited with 7", rounds: 1 }]);
  });
});

describe("the best worker", () => {
  const leastSets = (count: number, options: SummaryOptions = {}) => {
    const facts: Fact[] = [started()];
    for (let i = 0; i < count; i += 1) facts.push(set(110 + 10 * i, [10, 12], truth));
    return summarize([...facts, ended()], options).best?.leastSets ?? null;
  };

  it("took part in half of the compared sets, and in twenty", () => {
    expect([19, 20, 30, 50].map((count) => leastSets(count))).toEqual([null, 20, 20, 25]);
  });

  it("took part in the part of the compared sets that is given", () => {
    expect(leastSets(30, { bestWorkerPart: 0.81 })).toBe(25);
  });
});

it("a horizon is the one that is given, else that of the truths' lags", () => {
  const weights = [3, 1];
  const lags = (late: number, options: SummaryOptions = {}) => {
    const facts: Fact[] = [started({ inferenceCadence: 10 })];
    for (let i = 0; i < 30; i += 1) {
      const at = 110 + 10 * i;
      const known = { truth: 10, truthAvailableAt: at + late };
      facts.push(set(at, [10 + Math.sin(i * i), 12], { weights, ...known }));
    }
    return summarize(facts, options).against.equal?.dieboldMariano?.lags;
  };
  // Truths that are 65 s late are seven sets of 10 s ahead: six lags. By the number of sets 4 (30 / 100)^(2/9) = 3.06.
  expect([lags(65), lags(5), lags(65, { horizon: 9 })]).toEqual([6, 3, 8]);
});
