import fc from "fast-check";
import { expect, test } from "vitest";
import { disturbedRounds, planRounds } from "../../src/chain/schedule.js";

const times = (...args: Parameters<typeof planRounds>): number[] =>
  [...planRounds(...args)].map(({ blockTime }) => blockTime);

test("a late round delays all after it, a skipped one leaves weight_last_ran alone", () => {
  expect(times(0, 30, 10)).toEqual([0, 10, 20, 30, 40]);
  expect(times(0, 30, 10, { late: new Map([[1, 5]]) })).toEqual([0, 15, 25, 35]);
  const rounds = [...planRounds(0, 30, 10, { skip: new Set([2, 4]) })];
  // The one at 40 is skipped, so the set at 30 waits for the next.
  expect(rounds.map(({ blockTime, lastRan }) => [blockTime, lastRan])).toEqual([
    [0, 0],
    [10, 0],
    [20, 10],
    [30, 10],
    [40, 30],
    [50, 30],
  ]);
});

test("what is disturbed but does not exist is found, in order", () => {
  const disturbances = {
    late: new Map([
      [7, 1],
      [1, 5],
    ]),
    skip: new Set([4, 0]),
  };
  // Rounds 0 (skipped), 15, 25, 35: the one that is late makes the fifth unnecessary.
  expect(disturbedRounds(0, 30, 10, disturbances)).toEqual({ last: 3, absent: [4, 7] });
  expect(disturbedRounds(0, 30, 10, {})).toEqual({ last: 4, absent: [] });
});

test("every disturbed round is either planned or absent", () => {
  const rounds = fc.uniqueArray(fc.nat(20));
  fc.assert(
    fc.property(fc.nat(100), fc.integer({ min: 1, max: 20 }), rounds, rounds, (span, c, l, s) => {
      const disturbances = { late: new Map(l.map((round) => [round, 3])), skip: new Set(s) };
      const { absent } = disturbedRounds(0, span, c, disturbances);
      const planned = new Set([...planRounds(0, span, c, disturbances)].map(({ index }) => index));
      const expected = [...new Set([...l, ...s])].filter((round) => !planned.has(round));
      expect(absent).toEqual(expected.sort((a, b) => a - b));
    }),
  );
});
