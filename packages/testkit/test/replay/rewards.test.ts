import { describe, expect, it } from "vitest";
import { commit, fakeLogic, replay } from "./fake-logic.js";
import { only, topic } from "./histories.js";
import { ECONOMY, plan, source } from "./reputers-plan.js";

describe("rewards", () => {
  const logic = () => fakeLogic(() => commit({ a: 0.1, b: 0.2 }));

  it("are paid at the end of every epoch, by the weights from before the block", () => {
    const facts = [...replay(plan(logic(), { economy: ECONOMY }))];
    const paid = only(facts, "rewards");
    expect(paid.map(({ epoch, block, blockTime }) => [epoch, block, blockTime])).toEqual([
      [0, 10, 120],
      [1, 20, 140],
    ]);
    // At 120 there are no weights yet: the only reputer has all, and stakes it.
    expect([paid[0]?.workerRewards, paid[0]?.reputerRewards]).toEqual([[0n, 0n], [5000n]]);
    // 10000 : 20000 of 5000.
    expect([paid[1]?.workerRewards, paid[1]?.reputerRewards]).toEqual([[1666n, 3333n], [0n]]);
    expect(paid.map(({ topicStake, rolledOver }) => [topicStake, rolledOver])).toEqual([
      [1n, 0n],
      [5001n, 1n],
    ]);
    expect(paid[0]?.reputers).toEqual(["reputer"]);
    const order = facts.map(({ kind }) => kind).join(" ");
    expect(order).toBe("started set set round set rewards set round rewards ended");
  });

  it("go to the reputers by stake before there are weights, and share the emission with other topics", () => {
    const economy = { ...ECONOMY, genesis: 50, otherStake: 7n, fees: 9n, workerStake: 1n };
    const reputers = [
      { address: "r1", stake: 1n },
      { address: "r2", stake: 3n },
    ];
    const [first] = only([...replay(plan(logic(), { economy, reputers }))], "rewards");
    expect(first?.blockTime).toBe(70);
    // Topic stake 1 + 3 + 2 * 1 of 13; floor(5000 * 6 / 13) = 2307, the fees are never paid; and of that a sixth and a half.
    expect(first?.topicEmission).toBe(2307n);
    expect(first?.reputerRewards).toEqual([384n, 1153n]);
  });

  it("pass over workers that answered too rarely", () => {
    // 50 blocks at a cadence of 10: five expected, four asked for. `b` is away for most of the second epoch.
    const rows = Array.from({ length: 20 }, (_, i) => 100 + 10 * i).flatMap((timestamp) => [
      [timestamp, "a", 1] as const,
      ...(timestamp > 150 && timestamp < 190 ? [] : [[timestamp, "b", 1] as const]),
    ]);
    const economy = { ...ECONOMY, epochBlocks: 50, blockSeconds: 1 };
    const paid = only([...replay(plan(logic(), { economy, history: topic(rows) }))], "rewards");
    expect(paid.map(({ masked, workerRewards }) => [[...masked], ...workerRewards])).toEqual([
      [[], 1666n, 3333n],
      // What is not paid rolls over: 5001, then 5000 again.
      [[1], 5001n, 0n],
      [[], 1666n, 3333n],
      [[], 1667n, 3334n],
    ]);
  });

  it("end where the chain halts: a reputer's whole row is masked", () => {
    const rows = [
      [100, "a", 1],
      [100, "b", 1],
      ...[110, 120, 130, 140, 150, 160, 170].map((t) => [t, "a", 1]),
    ] as const;
    const onlyB = fakeLogic((_, { http, blockTime }) =>
      http({ method: "GET", url: "x", headers: {}, body: null }, blockTime) === null
        ? commit({ b: 1 })
        : commit({ a: 1 }),
    );
    const reputers = [
      { address: "r1", stake: 1n, http: source(200) },
      { address: "r2", stake: 1n },
    ];
    const economy = { ...ECONOMY, epochBlocks: 50, blockSeconds: 1 };
    const history = topic(rows.map(([t, w, v]) => [Number(t), String(w), Number(v)] as const));
    const facts = [...replay(plan(onlyB, { economy, reputers, history }))];
    expect(only(facts, "rewards")).toEqual([]);
    expect(only(facts, "halted")).toEqual([
      {
        kind: "halted",
        epoch: 0,
        block: 50,
        blockTime: 150,
        failure: expect.objectContaining({ code: "WK530" }) as object,
        weights: [
          { reputer: "r1", participant: "a", weight: 1, masked: false },
          { reputer: "r2", participant: "b", weight: 1, masked: true },
        ],
      },
    ]);
  });

  // Valid addresses that are in no history.
  const [x, y] = [
    "allo12d6cgp8y3jws899jl2tfnxathukzd2wjnt2k9k",
    "allo15x8ua6lkzsmns9wmw8qqrhszavluq4rlqtxkg9",
  ] as const;

  it("rank and pay strangers and weighted reputers like anybody", () => {
    // Both reputers weigh worker a, the stranger x and reputer r2; r2 takes x away again, and weighs y.
    const weights = { a: 0.1, [x]: 0.3, r2: 0.2 };
    const answers = fakeLogic((_, { http, blockTime }) =>
      http({ method: "GET", url: "x", headers: {}, body: null }, blockTime) === null
        ? commit(weights)
        : commit({ ...weights, [x]: 0, [y]: 0.4 }),
    );
    const reputers = [
      { address: "r1", stake: 1n },
      { address: "r2", stake: 3n, http: source(200) },
    ];
    const facts = [...replay(plan(answers, { economy: ECONOMY, reputers }))];
    const [first, second] = only(facts, "round");
    expect([first?.others, second?.others]).toEqual([
      [
        { address: "r2", weight: 0.2 },
        { address: x, weight: 0.3 },
      ],
      [
        { address: "r2", weight: 0.2 },
        { address: y, weight: 0.4 },
      ],
    ]);
    // By hand, protocol section 8 (stakes 1 and 3 of 4; weights in tenths): ranks times 40 are
    //   a 1*1 + 3*1 = 4, x 3*1 = 3, r2 2*1 + 3*2 = 8, y 3*4 = 12; their sum 27.
    // Only r2 is a reputer with a rank: its bonds a 1/7, r2 2/7, y 4/7, times its incentive 8/27 are the dividends; since there
    // are some, D = 2. Of 5000: a floor(5000*4/54) + floor(5000*8/378) = 370 + 105, r2 740 + 211, y 1111 + 423,
    // x floor(5000*3/54) = 277.
    // The first epoch ends before there are weights: the reputers share it by stake, and restake it.
    const [, paid] = only(facts, "rewards");
    expect(paid?.topicEmission).toBe(5000n);
    expect([...(paid?.workerRewards ?? [])]).toEqual([475n, 0n]);
    expect([...(paid?.reputerRewards ?? [])]).toEqual([0n, 951n]);
    expect(paid?.others).toEqual([
      { address: x, amount: 277n, masked: false },
      { address: y, amount: 1534n, masked: false },
    ]);
  });

  it("mask strangers as they give no inferences, where any are asked for", () => {
    const stranger = fakeLogic(() => commit({ a: 0.1, [x]: 0.9 }));
    const economy = { ...ECONOMY, epochBlocks: 20, blockSeconds: 1 };
    const [, paid] = only([...replay(plan(stranger, { economy }))], "rewards");
    // floor(0.8 * floor(20 / 10)) = 1 inference is asked for.
    expect([...(paid?.workerRewards ?? [])]).toEqual([5000n, 0n]);
    expect(paid?.others).toEqual([{ address: x, amount: 0n, masked: true }]);
  });

  it.each([
    // floor(0.8 * floor(100 / 10)) = 8 inferences are asked for, each worker gives four.
    ["WK531", { epochBlocks: 100, blockSeconds: 0.2 }, { address: "r1", stake: 1n }],
    ["WK533", { genesis: 50, minimumStake: 2n }, { address: "r1", stake: 1n }],
  ])("that nobody gets have a reason: %s", (code, change, reputer) => {
    const economy = { ...ECONOMY, workerStake: 2n, ...change };
    const facts = [...replay(plan(logic(), { economy, reputers: [reputer] }))];
    const paid = only(facts, "rewards").find(({ failure }) => failure !== null);
    expect(paid?.workerRewards).toEqual([0n, 0n]);
    expect(paid?.reputerRewards).toEqual([0n]);
    expect(paid?.rolledOver).toBe(paid?.topicEmission);
    expect(paid?.failure).toMatchObject({ code, trace: [] });
  });

  it("end where the chain halts: a reputer registered without coins", () => {
    const reputers = [{ address: "r1", stake: 0n }];
    const economy = { ...ECONOMY, workerStake: 5n };
    const facts = [...replay(plan(logic(), { economy, reputers }))];
    const [halted] = only(facts, "halted");
    expect(halted).toMatchObject({ block: 10, failure: { code: "WK534" }, weights: [] });
    expect(only(facts, "rewards")).toEqual([]);
    // The seed document knows no such thing: who has too little stake is not paid.
    const seed = [...replay(plan(logic(), { economy, reputers, profile: "seed" }))];
    expect(only(seed, "halted")).toEqual([]);
  });

  it("follow stake that changes: the chain refuses to go below the minimum, and lets it be moved", () => {
    const stakeChanges = [
      { time: 105, participant: "r1", delta: -6n, target: "r1" },
      { time: 105, participant: "d", delta: 4n, target: "r2" },
      { time: 125, participant: "r1", delta: -10n, target: "r1" },
      { time: 125, participant: "r1", delta: 10n, target: "r2" },
    ];
    const reputers = [
      { address: "r1", stake: 10n },
      { address: "r2", stake: 10n },
    ];
    const economy = { ...ECONOMY, emission: 0n, minimumStake: 5n, workerStake: 5n, stakeChanges };
    const shares = (profile: "chain" | "seed") => {
      const facts = [...replay(plan(logic(), { economy, reputers, profile }))];
      return {
        rounds: only(facts, "round").map(({ reputer, stakeShare }) => [reputer, stakeShare]),
        paid: only(facts, "rewards").map(({ topicStake, notes }) => [topicStake, notes.length]),
        halts: only(facts, "halted").map(({ failure }) => failure.code),
      };
    };
    expect(shares("chain")).toEqual({
      // 10 of 24, since the removal was refused; then all is with r2, and r1 stays registered.
      rounds: [
        ["r1", 10 / 24],
        ["r2", 14 / 24],
        ["r1", 0],
        ["r2", 1],
      ],
      paid: [[34n, 1]],
      // A row whose reputer has no stake any more sums to 0.
      halts: ["WK530"],
    });
    const seed = shares("seed");
    // 4 are left to r1, below the minimum: it no longer takes part.
    expect(seed.rounds.slice(-1)).toEqual([["r2", 1]]);
    expect(seed.paid).toEqual([
      [28n, 0],
      [34n, 0],
    ]);
  });

  it("leave workers without enough stake out of the sets", () => {
    const economy = {
      ...ECONOMY,
      minimumStake: 5n,
      workerStake: 5n,
      workers: [{ address: "b", stake: 4n }],
    };
    const reputers = [{ address: "r1", stake: 5n }];
    const sets = only([...replay(plan(logic(), { economy, reputers }))], "set");
    expect(sets.map(({ workerIds, leftOut }) => [[...workerIds], [...leftOut]])).toEqual(
      sets.map(() => [[0], [1]]),
    );
  });

  it.each([{ epochBlocks: 0 }, { blockSeconds: 0 }, { genesis: 200 }, { emission: -1n }])(
    "are refused with an economy out of range (case %#)",
    (change) => {
      const economy = { ...ECONOMY, ...change };
      expect(() => replay(plan(logic(), { economy })).next()).toThrow(
        expect.objectContaining({ code: "WK606" }),
      );
    },
  );

  it("are refused when there would be too many epochs", () => {
    const economy = { ...ECONOMY, epochBlocks: 1, blockSeconds: 1 };
    expect(() => replay(plan(logic(), { economy, maxRounds: 50 })).next()).toThrow(
      expect.objectContaining({ code: "WK607" }),
    );
  });
});
