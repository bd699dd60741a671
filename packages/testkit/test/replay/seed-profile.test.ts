import { describe, expect, it } from "vitest";
import type { TopicHistory } from "../../src/history/history.js";
import { commit, fakeLogic, replay } from "./fake-logic.js";
import { only, topic } from "./histories.js";
import { plan } from "./reputers-plan.js";

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
