import { describe, expect, it } from "vitest";
import { roundsToGainHalf, roundsToLoseHalf } from "../../src/metrics/folds/half-life.js";
import type { WorkerAccuracy } from "../../src/metrics/folds/hindsight.js";
import { Responses } from "../../src/metrics/folds/responses.js";
import { RewardsFold } from "../../src/metrics/folds/rewards-fold.js";
import { bestWorker, costToTheGood, workerScores } from "../../src/metrics/folds/score-workers.js";
import { MissingRounds } from "../../src/metrics/folds/money.js";
import type { WeightingFold } from "../../src/metrics/folds/weighting-fold.js";
import type { RewardsPaid } from "../../src/replay/facts.js";
import { round } from "./facts.js";

// Everything here is worked by hand.

const accuracy = (workerId: number, sets: number, loss: number, equal: number): WorkerAccuracy => ({
  ...{ workerId, sets, loss, equal, combination: 10, bias: null, differences: null },
});

/** Rewards of one epoch, by worker. */
function rewards(workerRewards: readonly bigint[]): RewardsFold {
  const fold = new RewardsFold();
  fold.add({
    ...{ kind: "rewards", epoch: 0, blockTime: 1, block: 1, topicEmission: 1n, workerRewards },
    ...{ reputers: [], reputerRewards: [], others: [], masked: new Uint32Array(), inFloats: [] },
    ...{ topicStake: 0n, rolledOver: 0n, notes: [], failure: null },
  } satisfies RewardsPaid);
  return fold;
}

describe("workers' scores", () => {
  const rows = [accuracy(0, 4, 1, 2), accuracy(1, 3, 4, 2)];
  const shares = (amounts: readonly bigint[]) =>
    workerScores(["a", "b"], rows, [], rewards(amounts)).map(({ rewardShare }) => rewardShare);

  it("have a share of the rewards where anybody was paid", () => {
    expect(shares([3n, 1n])).toEqual([0.75, 0.25]);
    expect(shares([3n, 0n])).toEqual([1, 0]);
    expect(shares([0n, 0n])).toEqual([null, null]);
  });

  it("have a skill, a regret and a share of the weight", () => {
    const final = [{ worker: "b", weight: 0.5, share: 1 }];
    expect(workerScores(["a", "b"], rows, final, rewards([]))).toEqual([
      {
        ...{ worker: "a", sets: 4, loss: 1, bias: null, skill: 0.5, regret: 9 },
        ...{ weightShare: 0, rewardShare: null },
      },
      {
        ...{ worker: "b", sets: 3, loss: 4, bias: null, skill: -1, regret: 6 },
        ...{ weightShare: 1, rewardShare: null },
      },
    ]);
  });
});

describe("the best worker", () => {
  it("is chosen among those that took part in enough sets", () => {
    const rows = [accuracy(0, 4, 2, 5), accuracy(1, 3, 1, 5), accuracy(2, 5, 3, 5)];
    expect(bestWorker(["a", "b", "c"], rows, 4)).toEqual({
      ...{ worker: "a", sets: 4, loss: 2, combination: 10, regret: 8 },
      ...{ interval: null, chosenAmong: 2, leastSets: 4 },
    });
    expect(bestWorker(["a", "b", "c"], rows, 6)).toBeNull();
  });
});

it("the cost of missing rounds is that of workers better than equal weights", () => {
  const missing = (workerId: number): MissingRounds => {
    const rounds = new MissingRounds();
    rounds.add(1, workerId === 0 ? 0.5 : 0, false);
    return rounds;
  };
  const weighting = { missing } as unknown as WeightingFold;
  const rows = [accuracy(0, 4, 1, 2), accuracy(1, 4, 2, 2), accuracy(2, 4, 3, 2)];
  expect(costToTheGood(rows, weighting)).toMatchObject({ missed: -0.5, missedRounds: 1 });
});

describe("responses to a change", () => {
  const responses = (at: number) => {
    const fold = new Responses([{ worker: "a", to: "bad", at }], ["a", "b"]);
    fold.add(round(0, 100, { weights: [0.8, 0.2] }));
    // Neither another reputer's rounds nor those in which nothing ran count.
    fold.add(round(0, 100, { weights: [0.1, 0.9], reputer: "allo1other" }));
    fold.add(round(1, 110, { weights: [0.4, 0.6], status: "skipped" }));
    fold.add(round(1, 115, { weights: [0.4, 0.6], status: "unreachable" }));
    fold.add(round(2, 120, { weights: [0.7, 0.3] }));
    fold.add(round(3, 130, { weights: [0.35, 0.65] }));
    fold.add(round(4, 140, { weights: [0.1, 0.9] }));
    return fold.result();
  };

  it("count the first reputer's rounds that ran, from the last that owed nothing to the change", () => {
    const to = { worker: "a", to: "bad" };
    expect(responses(119)).toEqual([{ ...to, at: 119, rounds: 2, watched: 3 }]);
    // A round at the change's own time owes it nothing.
    expect(responses(120)).toEqual([{ ...to, at: 120, rounds: 1, watched: 2 }]);
    expect(responses(99)).toEqual([]);
  });
});

describe("how soon weight follows", () => {
  it("looks at the thousand rounds up to the change", () => {
    const shares = (high: number) => {
      const all = Array<number>(1002).fill(0.25);
      all[high] = 0.875;
      return [...all, 0.5, 0.5];
    };
    // Rounds 2 to 1001 count: half a gain over 1/4 is not more than 7/8, which round 1 had too long ago.
    expect(roundsToGainHalf(shares(1), 1001)).toEqual({ rounds: 1, watched: 2 });
    expect(roundsToGainHalf(shares(2), 1001)).toEqual({ rounds: null, watched: 2 });
  });

  it("has to reach what a share was at its lowest, or highest, before", () => {
    // Median 0.3: below half of 0.8, not below the 0.1 of two rounds before.
    expect(roundsToLoseHalf([0.1, 0.5, 0.8, 0.3, 0.3], 2)).toEqual({ rounds: null, watched: 2 });
    expect(roundsToLoseHalf([0.3, 0.5, 0.8, 0.3, 0.3], 2)).toEqual({ rounds: 1, watched: 2 });
    expect(roundsToGainHalf([0.5, 0.2, 0.1, 0.4, 0.4], 2)).toEqual({ rounds: null, watched: 2 });
    expect(roundsToGainHalf([0.4, 0.2, 0.1, 0.4, 0.4], 2)).toEqual({ rounds: 1, watched: 2 });
  });
});
