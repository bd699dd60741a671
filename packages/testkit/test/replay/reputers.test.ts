import { describe, expect, it } from "vitest";
import { replay, type FakePlan } from "./fake-logic.js";
import { only, topic } from "./histories.js";
import { bySource, ECONOMY, plan, source } from "./reputers-plan.js";

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
