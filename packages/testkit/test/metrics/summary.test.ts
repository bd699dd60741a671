import { describe, expect, it } from "vitest";
import { Evaluator } from "../../src/metrics/evaluate.js";
import type { Fact } from "../../src/replay/facts.js";
import { ended, failure, round, set, started } from "./facts.js";

function summary(facts: readonly Fact[], warmUpRounds = 0) {
  const evaluator = new Evaluator({ warmUpRounds });
  for (const fact of facts) evaluator.add(fact);
  return evaluator.result().topics[0]!;
}

/** Worked by hand: two workers, four sets ten seconds apart, rounds at 100, 120, 140; truth lags 5, or 15 for set 110. */
const story: readonly Fact[] = [
  started({ workers: ["allo1a", "allo1b"], start: 100, end: 140 }),
  round(0, 100, { weights: [Number.NaN, Number.NaN], fuel: 10 }),
  set(100, [10, 30], { truth: 10, truthAvailableAt: 105, roundAt: 120 }),
  set(110, [10, 20], { truth: 15, truthAvailableAt: 125, roundAt: 120 }),
  round(1, 120, { weights: [0.75, 0.25], fuel: 30, notes: ["odd"] }),
  set(120, [12, 20], { truth: 12, truthAvailableAt: 125, roundAt: 140 }),
  set(130, [10, 20], { weights: [0.75, 0.25], truth: null, roundAt: 140 }),
  round(2, 140, {
    weights: [0.75, 0.25],
    fuel: 20,
    status: "failed",
    exitCode: 11,
    failure,
    stderr: "boom",
    notes: ["odd"],
  }),
  set(140, [8, 16], { weights: [0.75, 0.25], truth: 10, truthAvailableAt: 145 }),
  ended(),
];

describe("summary", () => {
  const result = () => summary(story);

  it("counts rounds and sets", () => {
    expect(result().complete).toBe(true);
    expect(result().rounds).toEqual({
      ran: 3,
      committed: 2,
      failed: 1,
      skipped: 0,
      unreachable: 0,
      second: 0,
    });
    expect(result().sets).toEqual({
      total: 5,
      inferences: 10,
      leftOut: 0,
      unusable: 0,
      compared: 4,
      warmUp: 0,
      withoutTruth: 1,
      uniform: 3,
      fallback: 0,
    });
  });

  it("measures every combination on the same sets", () => {
    // Means 20, 15, 16, 12 against 10, 15, 12, 10; the last weighted 10.
    expect(result().errors).toEqual({
      weighted: (10 + 0 + 4 + 0) / 4,
      weightedMedian: (10 + 0 + 4 + 2) / 4,
      equal: (10 + 0 + 4 + 2) / 4,
      median: (10 + 0 + 4 + 2) / 4,
      weightedLogPool: null,
      logPool: null,
      members: (10 + 0 + 4 + 2) / 4,
    });
  });

  it("reports what rounds could score", () => {
    expect(result().coverage).toMatchObject({
      inferences: 10,
      scored: 2,
      neverScorable: 2,
      lostToFailure: 2,
      withoutTruth: 2,
      unseen: 2,
    });
  });

  it("gathers failures and notes", () => {
    expect(result().failures).toEqual([
      {
        code: "WK411",
        message: "unreachable executed",
        rounds: 1,
        secondRuns: 0,
        first: {
          index: 2,
          second: false,
          reputer: "allo1reputer",
          blockTime: 140,
          exitCode: 11,
          failure,
          stderr: "boom",
        },
      },
    ]);
    expect(result().notes).toEqual([{ text: "odd", rounds: 2 }]);
  });

  it("adds up fuel", () => {
    expect(result().fuel).toEqual({
      rounds: 3,
      total: 60,
      mean: 20,
      least: 10,
      most: 30,
      mostAt: 1,
    });
  });

  it("ends with the weights that stand", () => {
    expect(result().finalWeights).toEqual([
      { worker: "allo1a", weight: 0.75, share: 0.75 },
      { worker: "allo1b", weight: 0.25, share: 0.25 },
    ]);
  });

  it("leaves warm-up out of the comparison, by rounds run strictly before a set", () => {
    expect(summary(story, 1).sets).toMatchObject({ warmUp: 1, compared: 3 });
    expect(summary(story, 2).sets).toMatchObject({ warmUp: 3, compared: 1 });
    expect(summary(story, 2).errors.weighted).toBe(0);
    expect(summary(story, 9).errors).toEqual({
      weighted: null,
      weightedMedian: null,
      equal: null,
      median: null,
      weightedLogPool: null,
      logPool: null,
      members: null,
    });
  });

  it("measures all of accuracy on the compared sets", () => {
    // Errors of the mean: 10, 0, 4, 2. Known truths: none, 10 (from 105 on), 10, 12 at 140: sets 110, 120, 140 have one.
    // The weighted combination is off by 0, 4 and 0 there.
    expect(result().naive).toEqual({ loss: (5 + 2 + 2) / 3, weighted: 4 / 3, sets: 3 });
    expect(result().accuracy.equal).toMatchObject({
      mae: 4,
      rmse: Math.sqrt((100 + 0 + 16 + 4) / 4),
      bias: 4,
      mase: (0 + 4 + 2) / 3 / 3,
      direction: { hits: 2, trials: 3 },
    });
    expect(result().accuracy.weighted).toMatchObject({
      bias: 3.5,
      direction: { hits: 3, trials: 3 },
    });
    expect(result().against.equal?.skill).toBe(1 - 3.5 / 4);
  });

  it("scores workers on their own sets", () => {
    expect(result().workerScores).toEqual([
      {
        worker: "allo1a",
        sets: 4,
        loss: (0 + 5 + 0 + 2) / 4,
        bias: -7 / 4,
        skill: 1 - 1.75 / 4,
        regret: 3.5 - 1.75,
        weightShare: 0.75,
        rewardShare: null,
      },
      {
        worker: "allo1b",
        sets: 4,
        loss: (20 + 5 + 8 + 6) / 4,
        bias: 39 / 4,
        skill: 1 - 9.75 / 4,
        regret: 3.5 - 9.75,
        weightShare: 0.25,
        rewardShare: null,
      },
    ]);
    // Four sets prove nothing.
    expect(result().best).toBeNull();
  });

  it("follows the weights of committed rounds", () => {
    expect(result().weighting.effectiveNumber).toEqual({ mean: 1.6, last: 1.6 });
    expect(result().weighting.gini).toEqual({ mean: 0.25, last: 0.25 });
    expect(result().weighting.turnover).toEqual({ mean: null, last: null });
    // Two workers are not a ranking.
    expect(result().weighting.rankCorrelation).toEqual({
      spearman: null,
      standardError: null,
      kendall: null,
      periods: 0,
    });
  });

  it("ranks weights against the accuracy that came next, never the same", () => {
    const weights = [0.5, 0.3, 0.2];
    const facts = [
      started(),
      round(0, 100, { weights }),
      set(110, [10, 11, 12], { weights, truth: 10 }),
      set(120, [10, 11, 12], { weights, truth: 10 }),
      round(1, 120, { weights: [0.2, 0.3, 0.5] }),
      set(130, [10, 11, 12], { weights: [0.2, 0.3, 0.5], truth: 10 }),
      round(2, 140, { weights }),
      ended(),
    ];
    const { rankCorrelation, turnover } = summary(facts).weighting;
    expect(rankCorrelation.periods).toBe(2);
    expect(rankCorrelation.spearman).toBeCloseTo(0, 14);
    expect(turnover.mean).toBeCloseTo(0.3, 14);
  });

  it("gives a set at a round's own block time to the weights before", () => {
    const facts: Fact[] = [started(), round(0, 100, { weights: [0.5, 0.3, 0.2] })];
    for (let i = 1; i <= 5; i += 1) {
      // Weights turn around every round, and with them who is right: they always foretell what comes next.
      const [now, next] =
        i % 2 === 1
          ? [
              [0.5, 0.3, 0.2],
              [0.2, 0.3, 0.5],
            ]
          : [
              [0.2, 0.3, 0.5],
              [0.5, 0.3, 0.2],
            ];
      facts.push(round(i, 100 + 10 * i, { weights: next }));
      facts.push(set(100 + 10 * i, [10, 11, 12], { weights: now, truth: i % 2 === 1 ? 10 : 12 }));
    }
    facts.push(ended());
    const { spearman, kendall, periods } = summary(facts).weighting.rankCorrelation;
    expect(periods).toBe(5);
    expect(spearman).toBeCloseTo(1, 14);
    expect(kendall).toBeCloseTo(1, 14);
  });

  it("reports what missing a round cost the good", () => {
    const facts = [
      started(),
      set(100, [10, 20, 30], { truth: 10 }),
      round(0, 110, { windowFrom: 0, inferences: 3, weights: [0.5, 0.25, 0.25] }),
      set(115, [20, 30], { workerIds: Uint32Array.of(1, 2), weights: [0.25, 0.25], truth: 10 }),
      round(1, 120, { windowFrom: 110, inferences: 2, weights: [0.25, 0.5, 0.25] }),
      set(125, [10, 20], { workerIds: Uint32Array.of(0, 1), weights: [0.25, 0.5], truth: 10 }),
      round(2, 130, { windowFrom: 120, inferences: 2, weights: [0.5, 0.25, 0.25] }),
      ended(),
    ];
    // Only worker 0, who is never wrong, beats the mean on its own sets.
    expect(summary(facts).missing).toMatchObject({ missed: -0.5, missedRounds: 1 });
  });

  it("measures how soon weight follows a known change", () => {
    const changes = [
      { worker: "allo1a", to: "bad", at: 105 },
      { worker: "allo1b", to: "good", at: 105 },
      { worker: "allo1unknown", to: "bad", at: 105 },
    ] as const;
    const evaluator = new Evaluator({ changes });
    evaluator.add(started());
    for (const [i, a] of [0.8, 0.6, 0.4, 0.2].entries()) {
      evaluator.add(round(i, 100 + 10 * i, { weights: [a, 1 - a, 0] }));
    }
    expect(evaluator.result().topics[0]!.responses).toEqual([
      { worker: "allo1a", to: "bad", at: 105, rounds: 2, watched: 3 },
      { worker: "allo1b", to: "good", at: 105, rounds: 2, watched: 3 },
    ]);
  });

  it("has the payloads' sizes over due runs", () => {
    const facts = [
      started(),
      round(0, 100, { payloadBytes: 300 }),
      round(1, 120, { payloadBytes: 90 }),
      round(2, 140, { status: "unreachable", payloadBytes: null }),
      round(3, 160, { payloadBytes: 300 }),
      ended(),
    ];
    const { payload } = summary(facts);
    expect(payload).toEqual({ rounds: 3, total: 690, mean: 230, least: 90, most: 300, mostAt: 0 });
  });

  it("adds up rewards exactly and sets them against skill", () => {
    const paid = (epoch: number, workerRewards: readonly bigint[]): Fact => ({
      kind: "rewards",
      epoch,
      blockTime: 130 + epoch,
      block: 600 * (epoch + 1),
      topicEmission: 2n ** 60n,
      workerRewards,
      reputers: ["r"],
      reputerRewards: [5n],
      others: [{ address: "allo1x", amount: 7n, masked: false }],
      masked: Uint32Array.of(1),
      inFloats: [],
      topicStake: 1n,
      rolledOver: 0n,
      notes: [],
      failure: null,
    });
    const facts = [
      ...story.slice(0, -1),
      paid(0, [3n * 2n ** 58n, 2n ** 58n]),
      paid(1, [0n, 0n]),
      ended(),
    ];
    const { rewards, workerScores } = summary(facts);
    expect(rewards).toMatchObject({
      epochs: 2,
      unpaid: [],
      emission: "2305843009213693952",
      workers: "1152921504606846976",
      reputers: "10",
      others: "14",
      masked: 2,
    });
    // By epoch: 2^60 = 1152921504606846976 to workers at first, then nothing; 5 and 7 to others each time.
    const both = { emission: "1152921504606846976", topicStake: "1", rolledOver: "0", masked: 1 };
    expect(rewards?.byEpoch).toEqual([
      {
        ...{ epoch: 0, block: 600, blockTime: 130, ...both, failure: null },
        ...{ workers: "1152921504606846976", reputers: "5", others: "7" },
        paid: "1152921504606846988",
      },
      {
        ...{ epoch: 1, block: 1200, blockTime: 131, ...both, failure: null },
        ...{ workers: "0", reputers: "5", others: "7", paid: "12" },
      },
    ]);
    expect(rewards?.skillCorrelation).toBeCloseTo(1, 14);
    expect(workerScores.map(({ rewardShare }) => rewardShare)).toEqual([0.75, 0.25]);
  });

  it("counts weight for strangers as anybody's", () => {
    const x = { address: "allo1x", weight: 0.5 };
    const facts = [
      started({ workers: ["allo1a", "allo1b"] }),
      set(90, [1, 2], { workerIds: Uint32Array.of(0, 1) }),
      round(0, 100, { weights: [0.5, NaN] }),
      round(1, 110, { weights: [0.25, NaN], others: [{ address: "allo1y", weight: 0.25 }, x] }),
      ended(),
    ];
    const { finalWeights, weighting } = summary(facts);
    expect(finalWeights).toEqual([
      { worker: "allo1x", weight: 0.5, share: 0.5 },
      { worker: "allo1a", weight: 0.25, share: 0.25 },
      { worker: "allo1y", weight: 0.25, share: 0.25 },
    ]);
    // (1/4 + 1/4 + 1/2)^2 / (1/16 + 1/16 + 1/4); all went to a before, of which three quarters moved.
    expect(weighting.effectiveNumber.last).toBeCloseTo(8 / 3, 14);
    expect(weighting.turnover.last).toBeCloseTo(0.75, 14);
    // Ordered 0, 1, 1, 2 quarters: (2*2 - 5 + 2*3 - 5 + 2*(2*4 - 5)) / (4 * 4).
    expect(weighting.gini.last).toBeCloseTo(6 / 16, 14);
  });

  it.each([
    [0.5, 0.5, 0.25],
    [0.25, 0.75, 0.375],
    // Nobody has stake: everybody counts the same.
    [0, 0, 0.25],
  ])("counts reputers by stake at the end: %d and %d", (first, second, expected) => {
    const facts = [
      started({ workers: ["allo1a", "allo1b"] }),
      round(0, 100, { reputer: "r1", stakeShare: first, weights: [0.5, Number.NaN] }),
      round(1, 100, { reputer: "r2", stakeShare: second, weights: [0.5, 0.5] }),
    ];
    expect(summary(facts).finalWeights).toEqual([
      { worker: "allo1a", weight: 0.5, share: 0.5 / (0.5 + expected) },
      { worker: "allo1b", weight: expected, share: expected / (0.5 + expected) },
    ]);
  });

  it("wants the beginning", () => {
    expect(() => summary([ended()])).toThrow(expect.objectContaining({ code: "WK650" }));
    expect(new Evaluator().result().topics).toEqual([]);
  });
});

it("counts second runs that ran, not those that found the head node down", () => {
  const second = (index: number, at: number, status: "committed" | "unreachable") => {
    return { ...round(index, at, { status, weights: [0.5] }), kind: "second" as const };
  };
  const { rounds } = summary([
    started(),
    round(0, 100, { weights: [0.5] }),
    second(0, 105, "committed"),
    round(1, 120, { status: "unreachable", weights: [0.5] }),
    second(1, 125, "unreachable"),
    ended(),
  ]);
  expect(rounds).toMatchObject({ committed: 1, unreachable: 1, second: 1 });
});
