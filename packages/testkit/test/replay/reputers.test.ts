import { describe, expect, it } from "vitest";
import type { TopicHistory } from "../../src/history/history.js";
import { commit, fakeLogic, replay, type FakePlan } from "./fake-logic.js";
import { only, topic } from "./histories.js";

const ROWS = [100, 110, 120, 130].flatMap((timestamp) => [
  [timestamp, "a", 10] as const,
  [timestamp, "b", 20] as const,
]);

function plan(logic: FakePlan["logic"], change: Partial<FakePlan> = {}): FakePlan {
  return {
    history: topic(ROWS),
    cadences: { inference: 10, weight: 20 },
    logic,
    engine: "fake",
    http: () => null,
    permissions: [],
    seed: 5,
    singleRuns: true,
    ...change,
  };
}

/** Logic that weighs `a` by what the reputer's own source of truth answers. */
const bySource = () =>
  fakeLogic((_, { http, blockTime }) => {
    const response = http({ method: "GET", url: "x", headers: {}, body: null }, blockTime);
    return commit({ a: response === null ? 0.1 : response.status / 1000 });
  });

const source = (status: number) => () => ({ status, headers: {}, body: new Uint8Array() });

describe("several reputers", () => {
  const reputers = [
    { address: "r1", stake: 1n, http: source(200) },
    { address: "r2", stake: 2n, delegated: 1n, http: source(500) },
  ];

  it("run the logic each, on the same payload, and keep their own rows", () => {
    const logic = bySource();
    const facts = [...replay(plan(logic, { reputers }))];
    const rounds = only(facts, "round");
    expect(rounds.map(({ index, reputer, weights }) => [index, reputer, weights[0]])).toEqual([
      [1, "r1", 0.2],
      [1, "r2", 0.5],
      [2, "r1", 0.2],
      [2, "r2", 0.5],
    ]);
    expect(only(facts, "ended")[0]?.rounds).toBe(4);
    expect(new Set(logic.seen.map(({ request }) => request.seed)).size).toBe(4);
    for (let i = 0; i < 4; i += 2)
      expect(logic.seen[i]?.payload).toEqual(logic.seen[i + 1]?.payload);
  });

  it("are seen by the logic through the last one's row, in the order given", () => {
    const seen = (order: FakePlan["reputers"]) => {
      const logic = bySource();
      Array.from(replay(plan(logic, order === undefined ? {} : { reputers: order })));
      return logic.seen[2]?.payload.latest_weights;
    };
    expect(seen(reputers)).toEqual({ a: "50000" });
    expect(seen(reputers.toReversed())).toEqual({ a: "20000" });
  });

  it("come in another order every round when shuffled, the same for the same seed", () => {
    const seen = (seed: number) => {
      const logic = bySource();
      const history = topic(Array.from({ length: 60 }, (_, i) => [100 + 10 * i, "a", 1] as const));
      Array.from(replay(plan(logic, { reputers, history, seed, shuffleReputers: true })));
      return logic.seen.slice(2).map(({ payload }) => payload.latest_weights["a"]);
    };
    expect(new Set(seen(1))).toEqual(new Set(["20000", "50000"]));
    expect(seen(1)).toEqual(seen(1));
    expect(seen(1)).not.toEqual(seen(2));
  });

  it("weigh the combination by stake, delegation included", () => {
    const sets = only([...replay(plan(bySource(), { reputers }))], "set");
    // A quarter of the stake gives 0.2, three quarters 0.5; the set at 130 is made with the weights of the run at 120.
    const { weights } = sets[3] ?? { weights: [] };
    expect(weights[0]).toBeCloseTo(0.25 * 0.2 + 0.75 * 0.5, 15);
    expect(weights[1]).toBeNaN();
  });

  it("run from their registration on, with enough own stake", () => {
    const late = [
      { address: "r1", stake: 10n, joinsAt: 120 },
      { address: "r2", stake: 10n },
      { address: "r3", stake: 9n, delegated: 100n },
    ];
    const economy = { ...ECONOMY, minimumStake: 10n, workerStake: 10n };
    const facts = [...replay(plan(bySource(), { reputers: late, economy }))];
    expect(only(facts, "round").map(({ index, reputer }) => `${index} ${reputer}`)).toEqual([
      "1 r1",
      "1 r2",
      "2 r1",
      "2 r2",
    ]);
  });

  it.each([
    ["WK604", []],
    ["WK605", [...reputers, ...reputers]],
  ])("are refused: %s", (code, wrong) => {
    expect(() => replay(plan(bySource(), { reputers: wrong })).next()).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

const ECONOMY = {
  epochBlocks: 10,
  blockSeconds: 2,
  emission: 5000n,
  fees: 0n,
  otherStake: 0n,
  minimumStake: 0n,
  workerStake: 0n,
  workers: [],
};

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

describe("the seed profile", () => {
  const labels: TopicHistory = {
    topic: "7",
    inferences: {
      length: 3,
      timestamps: Float64Array.of(100, 100, 110),
      workerIds: Uint32Array.of(0, 1, 0),
      values: Float64Array.of(NaN, NaN, NaN),
      texts: ["rain", "[0.2,0.8]", ""],
      workers: ["b", "a"],
    },
    truth: {
      length: 2,
      timestamps: Float64Array.of(100, 110),
      values: Float64Array.of(NaN, NaN),
      texts: ["rain", "sun"],
      availableAt: Float64Array.of(105, 999),
    },
  };

  it("gives values as text, uniform first weights, the matrix, and the truth that is known", () => {
    const logic = fakeLogic(() => commit({ a: 0.25 }));
    const facts = [...replay(plan(logic, { profile: "seed", history: labels }))];
    const text = (i: number) => new TextDecoder().decode(logic.seen[i]?.request.stdin);
    expect(text(1)).toBe(
      '{"inferences":[{"timestamp":"100","inferences":[' +
        '{"worker":"b","inference":"rain"},{"worker":"a","inference":"[0.2,0.8]"}]}],' +
        '"latest_weights":{"a":"25000"},"weights":[{"reputer":"reputer","worker":"a","weight":"25000"}],' +
        '"ground_truth":[{"timestamp":"100","value":"rain"}]}',
    );
    const [first, second] = only(facts, "set");
    expect(first?.texts).toEqual(["rain", "[0.2,0.8]"]);
    expect([first?.truth, first?.truthText]).toEqual([NaN, "rain"]);
    expect([...(second?.leftOut ?? [])]).toEqual([0]);
  });

  it("shares 1e5 among the window's workers before the first weights", () => {
    const logic = fakeLogic(() => commit({}));
    const reputers = [
      { address: "r1", stake: 1n },
      { address: "r2", stake: 1n },
    ];
    Array.from(replay(plan(logic, { profile: "seed", history: labels, reputers })));
    const payload = JSON.parse(new TextDecoder().decode(logic.seen[2]?.request.stdin)) as {
      weights: object[];
      latest_weights: object;
    };
    expect(payload.latest_weights).toEqual({ a: "50000", b: "50000" });
    expect(payload.weights).toEqual(
      ["r1", "r2"].flatMap((reputer) =>
        ["b", "a"].map((worker) => ({ reputer, worker, weight: "50000" })),
      ),
    );
  });

  it("keeps numbers as they are", () => {
    const logic = fakeLogic(() => commit({}));
    const facts = [
      ...replay(
        plan(logic, {
          profile: "seed",
          history: topic([
            [100, "a", -0.125],
            [100, "b", Infinity],
          ]),
        }),
      ),
    ];
    expect([...(only(facts, "set")[0]?.values ?? [])]).toEqual([-0.125]);
    expect(logic.seen[1]?.payload.inferences[0]?.inferences).toEqual([
      { worker: "a", inference: "-0.125" },
    ]);
  });
});
