import { describe, expect, it } from "vitest";
import { setJudge } from "../../src/metrics/set-judge.js";
import { set } from "./facts.js";

// Everything here is worked by hand.

describe("a judge of sets", () => {
  // Truth 10. Weighted (3 x 8 + 1 x 16) / 4 = 10; equal (8 + 16 + 30) / 3 = 18; the members 8 and 16 alike: 12; the median 16.
  const plain = set(100, [8, 16, 30], { truth: 10, truthText: "10", weights: [3, 1, 0] });

  it("has members, which are those with weight, alike", () => {
    const { combined, weightsFrom } = setJudge().judge(plain);
    const loss = (name: "weighted" | "equal" | "members" | "median") =>
      combined?.[name]?.score?.loss;
    expect([weightsFrom, loss("weighted"), loss("equal"), loss("members"), loss("median")]).toEqual(
      [...["stored", 0, 8, 2, 6]],
    );
    const everybody = setJudge().judge(
      set(100, [8, 16], { truth: 10, truthText: "10", weights: [3, 1] }),
    );
    expect(everybody.combined?.members?.score?.loss).toBe(2);
  });

  it("has members like all, however combined, where weights do not count", () => {
    const truth = { truth: 10, truthText: "10" };
    // Weights that no round has stored yet: (8 + 16) / 2 is 2 off.
    const unweighted = setJudge().judge(
      set(100, [8, 16], { ...truth, weights: [3, 1], weighted: false }),
    );
    const fallback = setJudge().judge(set(100, [8, 16], { ...truth, weights: [0, 0] }));
    for (const { combined } of [unweighted, fallback]) {
      const losses = [combined?.weighted, combined?.equal, combined?.members];
      expect(losses.map((one) => one?.score?.loss)).toEqual([2, 2, 2]);
    }
    expect([unweighted.weightsFrom, fallback.weightsFrom]).toEqual(["uniform", "fallback"]);
    const unstored = set(100, [8, 16], { ...truth, weights: [3, 1], weighted: false });
    expect(setJudge().losses(unstored)).toMatchObject({ weighted: 2, equal: 2 });
  });

  it("has only the losses where no more is wanted", () => {
    expect(setJudge().losses(plain, true)).toEqual({ weighted: 0, equal: 8, median: 6 });
    expect(setJudge().losses(plain)).toEqual({ weighted: 0, equal: 8, median: null });
    expect(setJudge().losses(set(100, [8], { weights: [1] }))).toBeNull();
    expect(setJudge().losses(set(100, [], { truth: 10, truthText: "10" }))).toBeNull();
  });

  it("weights all alike where none of the set's workers has weight", () => {
    const fallback = setJudge().judge(
      set(100, [8, 16], { truth: 10, truthText: "10", weights: [0, NaN] }),
    );
    expect([fallback.weightsFrom, fallback.workerWeights]).toEqual(["fallback", [0, 0]]);
    expect(fallback.combined?.weighted?.score?.loss).toBe(2);
    expect(
      setJudge().losses(set(100, [8, 16], { truth: 10, truthText: "10", weights: [0, 0] })),
    ).toEqual({
      ...{ weighted: 2, equal: 2, median: null },
    });
  });
});
