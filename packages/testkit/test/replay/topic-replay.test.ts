import { describe, expect, it } from "vitest";
import type { StakeChange } from "../../src/chain/stake.js";
import { HOSTS } from "../../src/chain/hosts/hosts.js";
import { commit, fakeLogic, replay, type FakePlan } from "./fake-logic.js";
import { only, topic } from "./histories.js";
import { plan, ROWS } from "./replay-plan.js";
import { ECONOMY } from "./reputers-plan.js";

const factsOf = (
  change: Partial<FakePlan>,
  history?: FakePlan["history"],
  logic = fakeLogic(() => commit({ a: 0.5 })),
) => [...replay(plan(logic, change, history))];

describe("an epoch", () => {
  it("that ends at a set's block ends after the set", () => {
    const order = factsOf({ economy: { ...ECONOMY, epochBlocks: 5 } }).map((fact) => {
      if (fact.kind === "set") return `set ${fact.timestamp}`;
      return "blockTime" in fact ? `${fact.kind} ${fact.blockTime}` : fact.kind;
    });
    expect(order).toEqual([
      ...["started", "set 100", "set 110", "rewards 110", "round 120", "set 120", "rewards 120"],
      ...["set 130", "rewards 130", "round 140", "set 140", "rewards 140", "rewards 150"],
      ...["round 160", "rewards 160", "ended"],
    ]);
  });

  it("is not followed by another where it halts the chain", () => {
    const reputers = [{ address: "r1", stake: 0n }];
    const economy = { ...ECONOMY, epochBlocks: 5, workerStake: 5n };
    const halts = (stakeChanges: readonly StakeChange[]) =>
      only(factsOf({ reputers, economy: { ...economy, stakeChanges } }), "halted").map(
        ({ epoch, failure }) => [epoch, failure.code],
      );
    expect(halts([])).toEqual([[0, "WK534"]]);
    // A change by nothing is not a move, which would let the chain go on.
    expect(halts([{ time: 105, participant: "r1", delta: 0n, target: "r1" }])).toEqual([
      [0, "WK534"],
    ]);
  });
});

describe("the end of a replay names what another host would have done", () => {
  const differences = (...given: Parameters<typeof factsOf>) =>
    only(factsOf(...given), "ended")[0]?.otherHosts;
  const { chain, seed } = HOSTS;

  it("with sets that a late run of the chain saw: those older than a weight cadence", () => {
    // The run at 130 sees the sets from 100 on, and that of 110 is just young enough.
    expect(differences({ disturbances: { late: new Map([[1, 10]]) } })).toEqual([
      { host: "seed", differences: ["1 set truncated before a late run", seed.payloadHolds] },
    ]);
  });

  it("with sets that no run of the seed document's design saw, of those that were stored", () => {
    const history = topic([
      ...ROWS.slice(0, 2),
      ...(["a", "b"] as const).map((worker) => [105, worker, NaN] as const),
      ...ROWS.slice(2),
    ]);
    const late = new Map([[1, 5]]);
    // Runs at 100, 125 and 145; the one at 125 sees what is not older than 105.
    expect(differences({ profile: "seed", disturbances: { late } }, history)).toEqual([
      {
        host: "chain",
        differences: [
          "a second run after each of 3 due runs",
          "1 set seen that no run saw here",
          chain.payloadHolds,
        ],
      },
    ]);
  });

  it("with failed runs whose output the chain stored, and with how it pays", () => {
    const logic = fakeLogic((_, { blockTime }) => ({
      exitCode: blockTime === 140 ? 0 : 3,
      stdout: Buffer.from(blockTime === 120 ? "no" : commit({ a: 0.5 })),
    }));
    // Runs at 120, 140, 160 and 180: no weights were printed in the first, and nothing failed in the second.
    const history = topic([...ROWS, [160, "a", 1]]);
    expect(differences({ economy: ECONOMY }, history, logic)).toEqual([
      { host: "seed", differences: ["2 failed runs not stored", seed.payloadHolds, seed.money] },
    ]);
  });
});

it("a second run that finds the head node down leaves the next due run its own window", () => {
  const logic = fakeLogic(() => commit({ a: 0.5 }));
  const disturbances = { outages: [{ from: 122, to: 130 }] };
  const facts = factsOf({ singleRuns: false, disturbances }, undefined, logic);
  expect(only(facts, "second").map(({ blockTime, status }) => [blockTime, status])).toEqual([
    [105, "committed"],
    [125, "unreachable"],
    [145, "committed"],
    [165, "committed"],
  ]);
  const windows = logic.seen.map(({ request, payload }) => [
    request.blockTime,
    ...payload.inferences.map(({ timestamp }) => Number(timestamp)),
  ]);
  expect(windows).toEqual([
    [105, 100],
    [120, 110, 100],
    [140, 130, 120],
    [145, 140],
    [160, 140],
    [165],
  ]);
});

it("the first window of the seed document's design begins with time", () => {
  const rounds = only(factsOf({ profile: "seed" }), "round");
  expect(rounds.map(({ windowFrom, sets }) => [windowFrom, sets])).toEqual([
    [0, 0],
    [100, 2],
    [120, 2],
    [140, 1],
  ]);
});

it("a history ends with its length, though its columns have room for more", () => {
  const { inferences, ...rest } = topic(ROWS);
  const history = { ...rest, inferences: { ...inferences, length: 8 } };
  const times = only(factsOf({}, history), "set").map(({ timestamp }) => timestamp);
  expect(times).toEqual([100, 110, 120, 130]);
});
