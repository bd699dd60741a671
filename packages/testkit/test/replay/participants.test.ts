import { describe, expect, it } from "vitest";
import type { StakeChange } from "../../src/chain/stake.js";
import { Participants } from "../../src/replay/participants.js";
import type { TopicPlan } from "../../src/replay/plan.js";
import { topic } from "./histories.js";
import { ECONOMY } from "./reputers-plan.js";

const history = topic([
  [100, "a", 1],
  [100, "b", 1],
]);

/** Everybody who takes part at `time`, with a minimum stake of 5. */
function at(
  time: number,
  reputers: NonNullable<TopicPlan["reputers"]>,
  economy: Partial<NonNullable<TopicPlan["economy"]>> = {},
): Participants {
  const money = { ...ECONOMY, minimumStake: 5n, workerStake: 5n, ...economy };
  const participants = new Participants({ history, reputers, economy: money });
  participants.advance(time);
  return participants;
}

const change = (delta: bigint, of: Partial<StakeChange> = {}): StakeChange => ({
  ...{ time: 10, participant: "r1", delta, target: "r1", ...of },
});

describe("shares of the stake", () => {
  it("are equal among those that take part when none has any", () => {
    const none = ["r1", "r2", "r3"].map((address) => ({ address, stake: 0n }));
    const late = none.map((one, i) => (i === 1 ? { ...one, joinsAt: 50 } : one));
    const participants = new Participants({ history, reputers: late });
    participants.advance(20);
    expect([...participants.shares()]).toEqual([0.5, 0, 0.5]);
  });

  it("are by stake, delegation included, as soon as somebody has any", () => {
    const reputers = [
      { address: "r1", stake: 5n, delegated: 10n },
      { address: "r2", stake: 5n },
    ];
    expect([...at(0, reputers).shares()]).toEqual([0.75, 0.25]);
  });
});

describe("a registration", () => {
  it("comes at its time, whatever the order of the plan", () => {
    const reputers = [
      { address: "r1", stake: 5n, joinsAt: 20 },
      { address: "r2", stake: 5n },
      { address: "r3", stake: 5n, joinsAt: 10 },
    ];
    expect([0, 10, 20].map((time) => at(time, reputers).activeReputers())).toEqual([
      [1],
      [1, 2],
      [0, 1, 2],
    ]);
  });

  it("needs the minimum as own stake, or none for a reputer of the chain", () => {
    const reputers = [
      { address: "r1", stake: 4n, delegated: 100n },
      { address: "r2", stake: 0n },
      { address: "r3", stake: 5n },
    ];
    const workers = [{ address: "a", stake: 0n }];
    const participants = at(0, reputers, { workers });
    expect(participants.activeReputers()).toEqual([1, 2]);
    expect([0, 1].map((id) => participants.workerTakesPart(id))).toEqual([false, true]);
  });

  it.each([
    ["the reputer", 30n, 10n],
    ["the worker", 10n, 30n],
    ["neither", 30n, 30n],
  ])("of a worker that is a reputer too has one stake, when %s has the larger", (_, one, other) => {
    const reputers = [{ address: "a", stake: one, delegated: 7n }];
    const workers = [{ address: "a", stake: other, delegated: 7n }];
    const participants = at(0, reputers, { workers });
    expect(participants.ledger.held("a")).toEqual({ own: 30n, upon: 37n });
    // And 5 of the other worker.
    expect(participants.ledger.topicStake).toBe(42n);
  });
});

describe("a second registration", () => {
  it("with no larger stake changes nothing, not even that the stake was moved", () => {
    const reputers = ["a", "r2"].map((address) => ({ address, stake: 5n }));
    const workers = [{ address: "a", stake: 0n, joinsAt: 20 }];
    const stakeChanges = [
      change(-5n, { participant: "a", target: "a" }),
      change(5n, { participant: "a", target: "r2" }),
    ];
    const { ledger } = at(20, reputers, { minimumStake: 0n, workers, stakeChanges });
    const nobody = { weights: new Map(), masked: new Set<string>(), answered: new Set<string>() };
    // A reputer without stake would halt the chain, had it not moved it.
    expect(ledger.pay({ emission: 100n, ...nobody }).halt).toBeNull();
  });
});

describe("a change of stake", () => {
  const reputers = [
    { address: "r1", stake: 10n },
    { address: "r2", stake: 10n },
  ];
  const held = (changes: readonly StakeChange[], others = reputers) => {
    const participants = at(10, others, { stakeChanges: changes });
    const notes = participants.takeNotes();
    return { r1: participants.ledger.held("r1"), r2: participants.ledger.held("r2"), notes };
  };
  const untouched = { own: 10n, upon: 10n };

  it("of a delegation leaves the reputer's own stake, and may leave it below the minimum", () => {
    const more = change(8n, { participant: "d", target: "r2" });
    const less = change(-7n, { time: 10, participant: "e", target: "r2" });
    expect(held([more, less])).toEqual({ r1: untouched, r2: { own: 10n, upon: 11n }, notes: [] });
    const small = [{ address: "r2", stake: 0n }];
    expect(held([more, less], small).r2).toEqual({ own: 0n, upon: 1n });
    expect(held([more, less], small).notes).toEqual([]);
  });

  it.each([
    [-5n, 5n],
    [-4n, 6n],
    [0n, 10n],
    [3n, 13n],
  ])("by %d leaves %d, the minimum or more", (delta, left) => {
    expect(held([change(delta)])).toEqual({
      ...{ r1: { own: left, upon: left }, r2: untouched, notes: [] },
    });
  });

  it.each([
    [-6n, 6n, 4n],
    [-10n, 10n, 0n],
    [-12n, 12n, 0n],
  ])("by %d is refused, with a note", (delta, wanted, left) => {
    expect(held([change(delta)])).toEqual({
      ...{ r1: untouched, r2: untouched },
      notes: [
        `at 10 r1 wanted to take out ${wanted}, which would leave it ${left}: ` +
          "the chain refuses to go below the minimum of 5, and the stake stays",
      ],
    });
  });

  it("that adds too little for the minimum is not refused", () => {
    const without = [{ address: "r1", stake: 0n }];
    expect(held([change(3n), change(0n, { time: 9 })], without)).toMatchObject({
      ...{ r1: { own: 3n, upon: 3n }, notes: [] },
    });
  });

  it("comes after the registrations of its time, and is lost before them", () => {
    const joining = (joinsAt: number) =>
      held([change(4n)], [{ address: "r1", stake: 10n, joinsAt } as (typeof reputers)[0]]).r1;
    expect(joining(10)).toEqual({ own: 14n, upon: 14n });
    const stakeChanges = [change(4n), change(3n, { participant: "d" })];
    const late = at(20, [{ address: "r1", stake: 10n, joinsAt: 11 }], { stakeChanges });
    expect(late.ledger.held("r1")).toEqual({ own: 10n, upon: 10n });
  });
});
