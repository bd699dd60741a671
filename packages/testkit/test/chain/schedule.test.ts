import fc from "fast-check";
import { expect, test } from "vitest";
import { chainRounds } from "../../src/chain/hosts/chain/schedule.js";
import { TopicClock } from "../../src/chain/hosts/chain/topic-clock.js";
import {
  countRounds,
  disturbedRounds,
  type ScheduleInput,
} from "../../src/chain/hosts/schedule.js";
import { seedRounds } from "../../src/chain/hosts/seed/schedule.js";
import { chainRun } from "./chain-run/vectors.js";

/** A topic with sets at `times`, a weight cadence of 10 s and blocks every 2 s. */
function input(times: readonly number[], more: Partial<ScheduleInput> = {}): ScheduleInput {
  return {
    span: [times[0] ?? 0, times.at(-1) ?? 0],
    nextSet: (time) => times.find((set) => set > time) ?? Infinity,
    cadence: 10,
    blockSeconds: 2,
    ...more,
  };
}

const times = (...args: Parameters<typeof input>): number[] =>
  [...seedRounds(input(...args))].map(({ blockTime }) => blockTime);

test("seed: a late round delays all after it, a skipped one leaves weight_last_ran alone", () => {
  expect(times([0, 30])).toEqual([0, 10, 20, 30, 40]);
  expect(times([0, 30], { disturbances: { late: new Map([[1, 5]]) } })).toEqual([0, 15, 25, 35]);
  const rounds = [...seedRounds(input([0, 30], { disturbances: { skip: new Set([2, 4]) } }))];
  // The one at 40 is skipped, so the set at 30 waits for the next; it is not truncated before 50 - 10.
  expect(
    rounds.map(({ blockTime, lastRan, windowFrom }) => [blockTime, lastRan, windowFrom]),
  ).toEqual([
    [0, 0, 0],
    [10, 0, 0],
    [20, 10, 10],
    [30, 10, 20],
    [40, 30, 30],
    [50, 30, 40],
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
  const rounds = seedRounds(input([0, 30], { disturbances }));
  expect(disturbedRounds(rounds, disturbances)).toEqual({ last: 3, absent: [4, 7] });
  // Round 0 of the chain has a second run only.
  const late = new Map([
    [0, 1],
    [1, 5],
  ]);
  const ofChain = chainRounds(input([0, 30], { disturbances: { late } }));
  expect(disturbedRounds(ofChain, { late })).toEqual({ last: 3, absent: [0] });
});

test("every disturbed round is either planned or absent", () => {
  const rounds = fc.uniqueArray(fc.nat(20));
  fc.assert(
    fc.property(
      fc.nat(100),
      fc.integer({ min: 1, max: 20 }),
      rounds,
      rounds,
      (last, cadence, l, s) => {
        const disturbances = { late: new Map(l.map((round) => [round, 3])), skip: new Set(s) };
        const plan = input([0, last], { cadence, disturbances });
        const { absent } = disturbedRounds(seedRounds(plan), disturbances);
        const planned = new Set([...seedRounds(plan)].map(({ index }) => index));
        const expected = [...new Set([...l, ...s])].filter((round) => !planned.has(round));
        expect(absent).toEqual(expected.sort((a, b) => a - b));
      },
    ),
  );
});

/** Runs as `time [window start`, with `second` and statuses other than `runs`. */
const runs = (...args: Parameters<typeof input>): string[] =>
  [...chainRounds(input(...args))].map(({ index, blockTime, windowFrom, second, status }) =>
    [
      `${index}: ${blockTime} from ${windowFrom}`,
      ...(second ? ["second"] : []),
      ...(status === "runs" ? [] : [status]),
    ].join(" "),
  );

test("chain: every due run is followed by a second one in the next block", () => {
  expect(runs([5, 15, 16])).toEqual([
    "0: 7 from 5 second",
    "1: 15 from 5",
    // The set at 16 makes the next block.
    "1: 16 from 15 second",
    "2: 25 from 15",
    "2: 27 from 25 second",
  ]);
  expect(runs([5, 15, 16], { singleRuns: true })).toEqual(["1: 15 from 5", "2: 25 from 15"]);
});

test("chain: a late run sees all, and weight_last_ran moves while the head node is down", () => {
  const disturbances = { late: new Map([[2, 30]]), outages: [{ from: 15, to: 17 }] };
  expect(runs([5, 50], { disturbances })).toEqual([
    "0: 7 from 5 second",
    "1: 15 from 5 unreachable",
    "1: 17 from 15 second",
    "2: 55 from 15",
    "2: 57 from 55 second",
  ]);
});

test("chain: a topic without demand starts nothing, and comes back with a second run", () => {
  const noDemand = [{ from: 20, to: 42 }];
  expect(runs([5, 15, 43], { disturbances: { noDemand } })).toEqual([
    "0: 7 from 5 second",
    "1: 15 from 5",
    "1: 17 from 15 second",
    // Due at 25, and without demand until 42: the sets of 15 to 41 are lost.
    "2: 43 from 42 second",
    "3: 52 from 42",
    "3: 54 from 52 second",
  ]);
  // A run that is due in the block in which demand ends still starts, but weight_last_ran does not move.
  expect(runs([5, 30], { disturbances: { noDemand: [{ from: 15, to: 18 }] } })).toEqual([
    "0: 7 from 5 second",
    "1: 15 from 5",
    "1: 20 from 18 second",
    "2: 28 from 18",
    "2: 30 from 28 second",
    "3: 38 from 28",
    "3: 40 from 38 second",
  ]);
  // It never has demand again.
  expect(runs([5, 15, 43], { disturbances: { noDemand: [{ from: 10, to: 99 }] } })).toEqual([
    "0: 7 from 5 second",
  ]);
});

test("chain: a late run may be the last, and the one after the last set ends it", () => {
  // The set at 15 comes in the block of a due run, which does not see it.
  expect(runs([5, 15])).toEqual([
    "0: 7 from 5 second",
    "1: 15 from 5",
    "1: 17 from 15 second",
    "2: 25 from 15",
    "2: 27 from 25 second",
  ]);
  expect(runs([5, 14], { disturbances: { late: new Map([[1, 4]]) } })).toEqual([
    "0: 7 from 5 second",
    "1: 19 from 5",
    "1: 21 from 19 second",
  ]);
  // Two outages; the first run after the last set may be one of them.
  const outages = [
    { from: 6, to: 8 },
    { from: 15, to: 16 },
  ];
  expect(runs([5, 14], { disturbances: { outages } })).toEqual([
    "0: 7 from 5 second unreachable",
    "1: 15 from 5 unreachable",
    "1: 17 from 15 second",
  ]);
});

test("chain: no demand at the first set, and none after the last", () => {
  const none = (from: number, to: number) => ({ disturbances: { noDemand: [{ from, to }] } });
  expect(runs([5, 30], none(0, 30))).toEqual([
    "0: 32 from 30 second",
    "1: 40 from 30",
    "1: 42 from 40 second",
  ]);
  expect(runs([5, 30], none(0, 31))).toEqual([]);
});

test("chain: after the last set nobody waits for a gap in demand to end", () => {
  const none = (from: number, to: number) => ({ disturbances: { noDemand: [{ from, to }] } });
  // A gap that ends with the due block; one that begins with it; one that ends with the last set's.
  expect(runs([100], none(102, 110))).toEqual(["0: 102 from 100 second"]);
  expect(runs([100], none(110, 130))).toEqual(["0: 102 from 100 second", "1: 110 from 100"]);
  expect(runs([100, 120], none(108, 120))).toEqual([
    "0: 102 from 100 second",
    "1: 122 from 120 second",
    "2: 130 from 120",
    "2: 132 from 130 second",
  ]);
});

test("about how many due rounds a span makes", () => {
  expect([countRounds([0, 30], 10), countRounds([5, 34], 10), countRounds([7, 7], 10)]).toEqual([
    5, 4, 2,
  ]);
});

test("chain: regular blocks are planned as the block-by-block clock runs them", () => {
  const sets = fc.uniqueArray(fc.nat(60), { minLength: 1, maxLength: 12 });
  const gap = fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 30 }));
  fc.assert(
    fc.property(sets, gap, fc.constantFrom(4, 6, 10, 14), ([...all], [from, length], cadence) => {
      const ascending = all.map((time) => 1000 + 2 * time).sort((a, b) => a - b);
      const noDemand = [{ from: 1000 + 2 * from, to: 1000 + 2 * (from + length) }];
      const plan = input(ascending, { cadence, disturbances: { noDemand } });
      const first = plan.span[0];
      const blocks = Array.from({ length: 400 }, (_block, i) => first + 2 * i);
      const regular = [...chainRounds(plan)];
      // Known blocks go on to the last of them.
      const known = [...chainRounds({ ...plan, blocks })].slice(0, regular.length);
      expect(regular).toEqual(known);
    }),
  );
});

test("chain: a gap at any place and of any length", () => {
  for (const cadence of [4, 10]) {
    for (let from = 1000; from <= 1030; from += 2) {
      for (let to = from + 2; to <= 1032; to += 6) {
        const noDemand = [{ from, to }];
        const plan = input([1000, 1008, 1010, 1020], { cadence, disturbances: { noDemand } });
        const blocks = Array.from({ length: 40 }, (_block, i) => 1000 + 2 * i);
        const regular = [...chainRounds(plan)];
        const known = [...chainRounds({ ...plan, blocks })];
        expect(regular).toEqual(known.slice(0, regular.length));
        const upToLastSet = known.filter(({ blockTime }) => blockTime <= 1020);
        expect(regular.length).toBeGreaterThanOrEqual(upToLastSet.length);
      }
    }
  }
});

test("chain: the runs of schedule.json, from its block times", () => {
  const schedules = chainRun("schedule") as {
    weightCadence: number;
    blocks: { t: number; commit: unknown[] | null }[];
    chain: { weightLastRan: number }[];
  }[];
  for (const { weightCadence, blocks, chain } of schedules) {
    const sets = blocks.flatMap(({ t, commit }) => (commit === null ? [] : [t]));
    const clock = new TopicClock(weightCadence);
    const expected = blocks.flatMap(({ t }, i) => {
      const run = clock.propose(t);
      clock.end(t);
      expect(clock.lastRan).toBe(chain[i]?.weightLastRan);
      return run === null ? [] : [[t, run.windowFrom, run.second]];
    });
    const plan = { ...input(sets), cadence: weightCadence, blocks: blocks.map(({ t }) => t) };
    const found = [...chainRounds(plan)];
    expect(found.map((run) => [run.blockTime, run.windowFrom, run.second])).toEqual(expected);
  }
});

test("chain: a run follows a run when no block comes between", () => {
  const follow = (...args: Parameters<typeof input>): string[] =>
    [...chainRounds(input(...args))].map(
      ({ blockTime, followsRun }) => `${blockTime}${followsRun ? " follows" : ""}`,
    );
  // Blocks every 2 s: at a cadence of 4 s nothing comes between a second run and the next due one.
  expect(follow([100, 104], { cadence: 4 })).toEqual([
    "102",
    "104 follows",
    "106 follows",
    "108 follows",
    "110 follows",
  ]);
  // At 5 s a block at 104 does, and so does a set at 103.
  expect(follow([100, 101], { cadence: 5 })).toEqual(["101", "105", "107 follows"]);
  expect(follow([100, 103], { cadence: 4 })).toEqual(["102", "104", "106 follows"]);
  // A long stop of the chain: the block after it is due.
  expect(follow([100], { cadence: 10, blocks: [100, 110, 112, 700, 702] })).toEqual([
    "110",
    "112 follows",
    "700 follows",
    "702 follows",
  ]);
});

test("chain: at a cadence no longer than a block, every block starts a second run", () => {
  expect(runs([100, 103], { cadence: 2 })).toEqual([
    "0: 102 from 100 second",
    "1: 103 from 102 second",
    "2: 104 from 102",
    "2: 106 from 104 second",
  ]);
  expect(runs([100, 103], { cadence: 2, singleRuns: true })).toEqual(["2: 104 from 102"]);
  // A set in a block is seen by the run of the next, whose end makes one more.
  expect(runs([100, 104], { cadence: 2 })).toEqual([
    "0: 102 from 100 second",
    "1: 104 from 102 second",
    "2: 106 from 104 second",
    "3: 108 from 106 second",
  ]);
  // Nobody waits for demand to come back after the last set; it comes back in time for a set of that block.
  const none = (from: number, to: number) => ({
    ...{ cadence: 2, disturbances: { noDemand: [{ from, to }] } },
  });
  expect(runs([100, 103], none(104, 110))).toEqual([
    "0: 102 from 100 second",
    "1: 103 from 102 second",
    "2: 104 from 102",
  ]);
  expect(runs([100, 104], none(102, 104))).toEqual([
    "0: 102 from 100 second",
    "1: 106 from 104 second",
    "2: 108 from 106 second",
  ]);
});

test("chain: after the last known block every set makes one", () => {
  expect(runs([100, 125], { blocks: [100, 110] })).toEqual([
    "0: 110 from 100 second",
    "1: 125 from 110 second",
  ]);
});
