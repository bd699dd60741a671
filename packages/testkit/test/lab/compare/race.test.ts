import { describe, expect, test } from "vitest";
import { movedShares } from "../../../src/lab/compare/moved-shares.js";
import { againstBaseline, race } from "../../../src/lab/compare/race.js";
import { supplements } from "../../../src/lab/compare/supplements.js";
import { WeightTrail } from "../../../src/lab/compare/weight-trail.js";
import { assessDifference } from "../../../src/metrics/statistics/assess.js";
import type { RoundRan } from "../../../src/replay/facts.js";
import { Random } from "../../../src/numbers/xoshiro.js";

/** Losses around a mean, by a generator with a seed. */
function losses(seed: number, sets: number, mean: number): Float64Array {
  const random = new Random(seed);
  return Float64Array.from({ length: sets }, () => mean + random.below(1000) / 1000);
}

describe("a race", () => {
  const good = losses(1, 60, 1);
  // As good but for a swing.
  const near = good.map((loss, t) => loss + (t % 30 < 15 ? 0.11 : -0.1));
  const bad = losses(3, 60, 3);

  test("excludes what another beats, and names the winner", () => {
    const { standings, pairs, best } = race([good, bad, near]);
    expect(standings.map(({ inRace }) => inRace)).toEqual([true, false, true]);
    expect(standings[1]?.excludedBy).toEqual([0, 2]);
    expect(best).toBe(0);
    expect(pairs.map(({ first, second }) => [first, second])).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
  });

  test("corrects the p values of all pairs by Holm", () => {
    const rules = [good, bad, near];
    const own = [
      [0, 1],
      [0, 2],
      [1, 2],
    ].map(([a = 0, b = 0]) => {
      const { test } = assessDifference(rules[a] ?? good, rules[b] ?? good);
      return test.testable ? test.pValue : Number.NaN;
    });
    const ranked = [...own].sort((x, y) => x - y);
    // By hand: times 3, 2 and 1 in ascending order, made monotone, at most 1.
    const holm = ranked.map((p, i) => Math.min(1, p * (3 - i)));
    const monotone = holm.map((_, i) => Math.max(...holm.slice(0, i + 1)));
    expect(race(rules).pairs.map(({ adjustedPValue }) => adjustedPValue)).toEqual(
      own.map((p) => monotone[ranked.indexOf(p)]),
    );
  });

  test("excludes nobody with fewer sets than a verdict needs", () => {
    const { standings } = race([losses(1, 19, 1), losses(2, 19, 9)]);
    expect(standings.map(({ inRace }) => inRace)).toEqual([true, true]);
  });

  test("rules with the same losses stay together", () => {
    const { standings, pairs } = race([good, Float64Array.from(good)]);
    expect(standings.every(({ inRace }) => inRace)).toBe(true);
    expect(pairs[0]?.adjustedPValue).toBeNull();
  });

  test("of no sets nothing is stated", () => {
    expect(race([new Float64Array(), new Float64Array()])).toMatchObject({ sets: 0, best: null });
  });

  test("against a baseline the p is corrected for the number of rules", () => {
    const [own, other, reference] = againstBaseline([bad, near, good], 2);
    expect(reference).toBeNull();
    expect(own).toMatchObject({ kind: "worse", beyondChance: true });
    const { test } = assessDifference(near, good);
    expect(other?.adjustedPValue).toBe(test.testable ? test.pValue : null);
  });
});

describe("supplements", () => {
  test("the same for the same seed, and none for fewer than 20 sets", () => {
    const rules = [losses(1, 40, 1), losses(2, 40, 1.2), losses(3, 40, 5)];
    const found = supplements(rules, 0, 7);
    expect(found).toEqual(supplements(rules, 0, 7));
    // The cube root of 40 is 3.42.
    expect(found?.block).toBe(4);
    // The third rule loses four times as much: no draw keeps it in.
    expect(found?.confidenceSet[2]).toBe(0);
    expect(found?.confidenceSet[0]).toBe(1);
    expect(found?.romanoWolf).toEqual([null, expect.any(Number), 1]);
    expect(
      supplements(
        rules.map((series) => series.slice(0, 19)),
        0,
        7,
      ),
    ).toBeNull();
  });

  test("a rule that is the baseline's twin is in no test against it", () => {
    const one = losses(1, 40, 1);
    expect(supplements([one, one], 0, 1)).toMatchObject({
      superiorAbility: null,
      romanoWolf: [null, null],
    });
  });
});

describe("what two logics give to others", () => {
  test("half the sum of the shares' differences, the largest first", () => {
    // 50/50/0 becomes 25/25/50 percent: half of it moves.
    const from = new Map([
      ["a", 2],
      ["b", 2],
    ]);
    const to = new Map([
      ["a", 1],
      ["b", 1],
      ["c", 2],
    ]);
    expect(movedShares(from, to, 2)).toEqual({
      part: 0.5,
      workers: [
        { worker: "c", from: 0, to: 0.5 },
        { worker: "a", from: 0.5, to: 0.25 },
      ],
    });
  });

  test("nothing where a logic gave nobody anything", () => {
    expect(movedShares(new Map(), new Map([["a", 1]]), 3)).toBeNull();
  });
});

describe("where the weights part", () => {
  const run = (index: number, weights: readonly number[]): RoundRan => ({
    ...{ kind: "round", index, reputer: "r", stakeShare: 1, blockTime: 100 * index },
    ...{ windowFrom: 0, sets: 0, inferences: 0, scorable: 0, used: null, payloadBytes: 1 },
    ...{
      status: "committed",
      submitted: true,
      exitCode: 0,
      fuel: 1,
      memoryPages: 0,
      failure: null,
      stderr: "",
      notes: [],
      others: [],
    },
    weights: Float64Array.from(weights),
  });
  const trail = (...weights: readonly (readonly number[])[]): WeightTrail => {
    const made = new WeightTrail();
    for (const [index, of] of weights.entries()) made.add(run(index, of));
    return made;
  };

  test("the first run whose shares differ, and the worker that differs most", () => {
    const one = trail([1, 1, 2], [1, 1, 2], [4, 4, 8]);
    // The same shares at first, then 1/4, 1/8, 5/8.
    const other = trail([2, 2, 4], [2, 1, 5], [0, 0, 1]);
    expect(one.divergence(other)).toMatchObject({ round: 1, worker: 1, blockTime: 100 });
    expect(one.divergence(other)?.shares).toEqual([0.25, 0.125]);
  });

  test("nowhere, when only the scale differs", () => {
    expect(trail([1, Number.NaN], [3, 1]).divergence(trail([9, 0], [6, 2]))).toBeNull();
  });
});
