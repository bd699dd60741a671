import { describe, expect, it } from "vitest";
import { AccuracyFold } from "../../src/metrics/folds/accuracy-fold.js";
import { CalibrationFold } from "../../src/metrics/folds/calibration.js";
import { ClassCallsFold } from "../../src/metrics/folds/class-calls.js";
import { adjust, compareAll, withAdjusted } from "../../src/metrics/folds/comparison.js";
import { CoverageCount } from "../../src/metrics/folds/coverage.js";
import { RewardsFold } from "../../src/metrics/folds/rewards-fold.js";
import type { JudgedSet } from "../../src/metrics/judged-set.js";
import { wilsonFrom, wilsonInterval } from "../../src/metrics/statistics/wilson.js";
import type { RewardsPaid } from "../../src/replay/facts.js";
import { failure, round, set } from "./facts.js";

// Everything here is worked by hand.

describe("coverage", () => {
  const IN_USE = { start: 120, inferenceCadence: 10, weightCadence: 20 };
  const truth = { truth: 5, truthText: "5" };

  it("has each inference in one of its five counts", () => {
    const count = new CoverageCount();
    // Known when the round runs at 120: also just then.
    count.addSet(set(100, [1], { ...truth, truthAvailableAt: 110, roundAt: 120 }), 2);
    count.addSet(set(115, [1], { ...truth, truthAvailableAt: 120, roundAt: 120 }), 6);
    // Known only after.
    count.addSet(set(110, [1], { ...truth, truthAvailableAt: 121, roundAt: 120 }), 3);
    count.addSet(set(111, [1], { roundAt: 120 }), 4);
    count.addSet(set(150, [1], { ...truth, truthAvailableAt: 155, roundAt: null }), 5);
    // Without a known time the truth is there at the set's.
    count.addSet(set(125, [1], { ...truth, roundAt: 140 }), 7);
    // Its round never came.
    count.addSet(set(145, [1], { ...truth, truthAvailableAt: 150, roundAt: 160 }), 8);
    count.addRound(round(0, 120));
    count.addRound(round(1, 140, { status: "failed" }));
    expect(count.result(IN_USE)).toMatchObject({
      ...{ inferences: 35, scored: 8, lostToFailure: 7, neverScorable: 3, withoutTruth: 4 },
      ...{ unseen: 13, used: null, setsPerRound: null },
    });
    expect(count.result(IN_USE).remedy).not.toBeNull();
    expect([...count.lags()].sort((a, b) => a - b)).toEqual([0, 5, 5, 5, 10, 11]);
  });

  it("counts a round's inferences once, whichever of its runs commits", () => {
    const count = new CoverageCount();
    count.addSet(set(100, [1], { ...truth, roundAt: 120 }), 2);
    count.addRound(round(0, 120, { status: "failed" }));
    count.addRound(round(0, 120));
    count.addRound(round(0, 120));
    expect(count.result(IN_USE)).toMatchObject({ scored: 2, lostToFailure: 0, remedy: null });
  });

  const used = (...rounds: [inferences: number, sets: number, scorable: number][]) => {
    const count = new CoverageCount();
    rounds.forEach(([inferences, sets, scorable], i) => {
      count.addSet(set(100 + i, [1], { ...truth, roundAt: 200 + i }), scorable);
      count.addRound(round(i, 200 + i, { used: { inferences, sets }, scorable }));
    });
    // Nothing was waiting for this round: what it asked for is not counted.
    count.addRound(round(9, 300, { used: { inferences: 50, sets: 50 }, scorable: 0 }));
    const { used: all, setsPerRound } = count.result(IN_USE);
    return [all, setsPerRound];
  };

  it("has what the logic asked for, and of how many sets a round at most", () => {
    expect(used([3, 1, 5], [4, 2, 5])).toEqual([7, 2]);
    expect(used([4, 2, 5], [3, 1, 5])).toEqual([7, 2]);
    // All of several sets: no number is its limit. All of one set: that may be.
    expect(used([5, 2, 5], [5, 3, 5])).toEqual([10, null]);
    expect(used([5, 1, 5], [5, 1, 5])).toEqual([10, 1]);
    expect(used([5, 2, 5], [4, 2, 5])).toEqual([9, 2]);
    expect(used()).toEqual([null, null]);
  });
});

describe("rewards", () => {
  const paid = (change: Partial<RewardsPaid>): RewardsPaid => ({
    ...{ kind: "rewards", epoch: 0, blockTime: 10, block: 600, topicEmission: 100n },
    ...{ workerRewards: [30n, 20n], reputers: ["r"], reputerRewards: [40n], others: [] },
    ...{ masked: new Uint32Array(), inFloats: [], topicStake: 7n, rolledOver: 10n, notes: [] },
    failure: null,
    ...change,
  });
  const amount = (exact: bigint, pays: bigint, bound: bigint) => ({
    ...{ address: "a", exact, paid: pays, bound },
  });

  it("counts epochs, those that paid nothing by reason, and floats that differ", () => {
    const fold = new RewardsFold();
    fold.add(paid({}));
    const nothing = { workerRewards: [], reputerRewards: [] };
    fold.add(paid({ ...nothing, epoch: 1, failure: { ...failure, code: "WK530" } }));
    fold.add(paid({ ...nothing, epoch: 2, failure: { ...failure, code: "WK534" } }));
    fold.add(paid({ ...nothing, epoch: 3, failure: { ...failure, code: "WK530" } }));
    fold.add(
      paid({
        ...{ epoch: 4, masked: Uint32Array.of(0, 1), rolledOver: 3n },
        others: [{ address: "o", amount: 5n, masked: false }],
        inFloats: [amount(10n, 8n, 1n), amount(10n, 13n, 2n), amount(20n, 17n, 9n)],
      }),
    );
    const result = fold.result(0.5);
    expect(result).toMatchObject({
      ...{ epochs: 5, emission: "500", workers: "100", reputers: "80", others: "5", masked: 2 },
      ...{ rolledOver: "3", skillCorrelation: 0.5 },
      // Off by 2, 3 and 3: the first of the largest.
      inFloats: { amounts: 3, most: "3", bound: "2" },
      unpaid: [
        { code: "WK530", message: "unreachable executed", epochs: 2 },
        { code: "WK534", message: "unreachable executed", epochs: 1 },
      ],
    });
    expect(result?.byEpoch[4]).toEqual({
      ...{ epoch: 4, block: 600, blockTime: 10, emission: "100", topicStake: "7", workers: "50" },
      ...{ reputers: "40", others: "5", paid: "95", rolledOver: "3", masked: 2, failure: null },
    });
    expect(result?.byEpoch[1]).toMatchObject({ paid: "0", failure: "WK530" });
    expect(fold.amounts(3)).toEqual([60n, 40n, 0n]);
  });

  it("has how far floats are off, whichever way", () => {
    const fold = new RewardsFold();
    fold.add(paid({ inFloats: [amount(10n, 13n, 2n), amount(10n, 6n, 7n)] }));
    expect(fold.result(null)?.inFloats).toEqual({ amounts: 2, most: "4", bound: "7" });
  });

  it("has no floats where none differs, and nothing where no epoch ended", () => {
    const fold = new RewardsFold();
    expect(fold.result(null)).toBeNull();
    fold.add(paid({}));
    expect(fold.result(null)).toMatchObject({ epochs: 1, unpaid: [], inFloats: null });
  });
});

describe("calibration", () => {
  it("has bins from tenth to tenth, with Wilson's interval for as many sets as there are", () => {
    const fold = new CalibrationFold();
    fold.add(0.25, 0);
    fold.add(0.25, 1);
    const [bin] = fold.result()?.bins ?? [];
    expect(bin).toMatchObject({ from: 0.2, to: 0.3, sets: 2, happened: 0.5 });
    expect(bin?.interval[0]).toBeCloseTo(wilsonInterval(1, 2)[0], 12);
    expect(bin?.interval[1]).toBeCloseTo(wilsonInterval(1, 2)[1], 12);
  });

  it("is less sure where residuals follow their neighbours", () => {
    const width = (truths: readonly number[]): number => {
      const fold = new CalibrationFold();
      for (const one of truths) fold.add(0.55, one);
      const [low, high] = fold.result()?.bins[0]?.interval ?? [NaN, NaN];
      return high - low;
    };
    const runs = Array.from({ length: 64 }, (_, i) => Math.floor(i / 16) % 2);
    const turns = Array.from({ length: 64 }, (_, i) => i % 2);
    // The same half of 64 happened; in long runs they are worth fewer sets, in turns never more than 64.
    expect(width(runs)).toBeGreaterThan(1.5 * width(turns));
    const [low, high] = wilsonInterval(32, 64);
    expect(width(turns)).toBeGreaterThanOrEqual(high - low);
  });

  it("of inferences that were always right has an interval too", () => {
    const fold = new CalibrationFold();
    for (let i = 0; i < 5; i += 1) fold.add(1, 1);
    const [bin] = fold.result()?.bins ?? [];
    expect(bin).toMatchObject({ from: 0.9, to: 1, sets: 5, happened: 1, probability: 1 });
    expect(bin?.interval[0]).toBeCloseTo(wilsonInterval(5, 5)[0], 12);
  });
});

describe("calibration of three sets", () => {
  it("has the interval of dependent sets", () => {
    const fold = new CalibrationFold();
    for (const truth of [0, 1, 0]) fold.add(0.25, truth);
    // Residuals -1/4, 3/4, -1/4: mean square 11/48, V of two cosines 1/3, so 3 sets are worth 33/16; t of 2 degrees.
    const [bin] = fold.result()?.bins ?? [];
    const [low, high] = wilsonFrom(1 / 3, 33 / 16, 4.302652729749462);
    expect(bin?.interval[0]).toBeCloseTo(low, 12);
    expect(bin?.interval[1]).toBeCloseTo(high, 12);
  });
});

describe("calls of classes", () => {
  const judged = (truth: string | null, weighted: string | null, equal: string | null) => {
    const combined = (called: string | null) =>
      called === null ? undefined : { score: { called, hit: called === truth } };
    return {
      truth,
      combined: { weighted: combined(weighted), equal: combined(equal) },
    } as unknown as JudgedSet;
  };

  it("are counted by class: how often it came, was called, and was called rightly", () => {
    const fold = new ClassCallsFold();
    expect(fold.result()).toBeNull();
    fold.add(judged("up", "up", "down"));
    fold.add(judged("up", "down", "up"));
    fold.add(judged("down", "down", "down"));
    // Without a truth, or a combination, nothing is counted.
    fold.add(judged(null, "down", "down"));
    fold.add(judged("down", null, "down"));
    fold.add({ truth: "down", combined: null } as unknown as JudgedSet);
    const down = {
      ...{ label: "down", came: 1 },
      ...{ weighted: { called: 2, right: 1 }, equal: { called: 2, right: 1 } },
    };
    const up = {
      ...{ label: "up", came: 2 },
      ...{ weighted: { called: 1, right: 1 }, equal: { called: 1, right: 1 } },
    };
    expect(fold.result()).toEqual([down, up]);
    expect(fold.result(["up", "sideways"])).toEqual([up, down]);
  });
});

describe("comparisons", () => {
  it("are corrected by Holm, each in its place, without those that have no test", () => {
    // 0.01 x 3, 0.02 x 2, 0.5.
    expect(adjust([null, 0.5, 0.01, null, 0.02])).toEqual([null, 0.5, 0.03, null, 0.04]);
    expect(adjust([null])).toEqual([null]);
  });

  it("leave the first as it is, and correct the p of the others for the number of all", () => {
    const own = Float64Array.from({ length: 40 }, (_, i) => 1 + 0.1 * Math.sin(1.7 * i));
    const other = Float64Array.from(own, (loss, i) => loss + 0.05 + 0.2 * Math.sin(2.3 * i));
    const [first, second, third] = compareAll(own, [other, other, other], { horizon: 1 });
    const p = first?.test.testable === true ? first.test.pValue : NaN;
    expect([first?.adjustedPValue, second?.adjustedPValue, third?.adjustedPValue]).toEqual([
      ...[p, 3 * p, 3 * p],
    ]);
    // Only the p of another is judged anew.
    expect(first).toEqual({
      ...second,
      adjustedPValue: p,
      kind: first?.kind,
      beyondChance: first?.beyondChance,
    });
  });

  it("are beyond chance when better or worse without a reason against it", () => {
    type Tested = Parameters<typeof withAdjusted>[0];
    const of = (mean: number, p: number, reasons: unknown[] = []) => {
      const test = { testable: true, mean, pValue: 1 };
      const interval = { low: 0.1, high: 0.2 };
      const one = { test, interval, mcNemar: null, reasons } as unknown as Tested;
      const { kind, beyondChance } = withAdjusted(one, p);
      return [kind, beyondChance];
    };
    expect(of(-1, 0.01)).toEqual(["better", true]);
    expect(of(1, 0.01)).toEqual(["worse", true]);
    expect(of(-1, 0.01, ["too few"])).toEqual(["better", false]);
    expect(of(1, 0.01, ["too few"])).toEqual(["worse", false]);
    expect(of(-1, 0.06)).toEqual(["borderline", false]);
  });
});

describe("accuracy", () => {
  const score = (loss: number, more: object = {}) => ({
    score: { loss, error: null, brier: null, logScore: null, direction: null, hit: null, ...more },
  });
  type Sets = Parameters<AccuracyFold["add"]>[1];

  it("is scaled by the naive inference on the sets that have one, and counts hits", () => {
    const fold = new AccuracyFold("absolute error");
    const at = (time: number, own: number, naive: number | null, more: object = {}): void => {
      fold.add(time, { weighted: score(own, { error: own, ...more }) } as unknown as Sets, naive);
    };
    at(1, 9, null, { hit: true });
    at(2, 2, 8, { hit: false });
    at(3, 4, 4, { hit: true });
    // (2 + 4) / 2 over (8 + 4) / 2.
    expect(fold.accuracy().weighted).toMatchObject({ mae: 5, bias: 5, mase: 0.5 });
    expect(fold.accuracy().weighted?.hits).toMatchObject({ share: 2 / 3 });
    expect(fold.accuracy().equal).toBeNull();
    expect(fold.naive()).toEqual({ loss: 6, weighted: 3, sets: 2 });
    const { timestamps, losses } = fold.byCombination();
    expect([...timestamps]).toEqual([1, 2, 3]);
    expect([...losses]).toEqual([["weighted", Float64Array.of(9, 2, 4)]]);
  });

  it("has no scale where the naive inference was never wrong, and none of values that are not numbers", () => {
    const of = (loss: "absolute error" | "zero-one loss", naive: number | null) => {
      const fold = new AccuracyFold(loss);
      fold.add(1, { weighted: score(1, { brier: 0.5 }) } as unknown as Sets, naive);
      return fold.accuracy().weighted;
    };
    expect(of("absolute error", 0)).toMatchObject({ mase: null, brier: 0.5, logScore: null });
    expect(of("absolute error", null)?.mase).toBeNull();
    expect(of("zero-one loss", 1)).toMatchObject({ mae: null, rmse: null, mase: null, hits: null });
  });

  it("is tested by McNemar where losses are right or wrong, and against the members too", () => {
    const against = (loss: "absolute error" | "zero-one loss") => {
      const fold = new AccuracyFold(loss);
      for (let i = 0; i < 20; i += 1) {
        const combined = {
          weighted: score(i % 2),
          equal: score(1),
          members: score(i % 3 === 0 ? 1 : 0),
        };
        fold.add(i, combined as unknown as Sets, null);
      }
      return fold.against(1);
    };
    expect(against("zero-one loss").equal?.mcNemar).not.toBeNull();
    expect(against("absolute error").equal?.mcNemar).toBeNull();
    // Weighted 10 of 20 wrong, members 7.
    expect(against("absolute error").members?.meanDifference).toBeCloseTo(0.15, 12);
    expect(against("absolute error").median).toBeNull();
    expect(new AccuracyFold("absolute error").against(1).members).toBeNull();
  });
});
