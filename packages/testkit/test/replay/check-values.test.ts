import { describe, expect, it } from "vitest";
import type { ValueModel } from "../../src/kinds/value-model.js";
import { Evaluator } from "../../src/metrics/evaluate.js";
import { commit, fakeLogic, replay, type FakePlan } from "./fake-logic.js";
import { topic } from "./histories.js";

const rows = [
  [100, "a", 1],
  [100, "b", 0],
  [110, "a", 1],
  [110, "b", 0],
] as const;

function started(values: ValueModel, truths: readonly number[], change: Partial<FakePlan> = {}) {
  const history = topic(
    rows,
    truths.map((truth, i) => [100 + 10 * i, truth, 105 + 10 * i]),
  );
  const plan: FakePlan = {
    history,
    values,
    cadences: { inference: 10, weight: 20 },
    logic: fakeLogic(() => commit({ a: 0.75, b: 0.25 })),
    engine: "fake",
    http: () => null,
    permissions: [],
    seed: 5,
    ...change,
  };
  return () => [...replay(plan)];
}

const refused = (code: string, text: string): unknown =>
  expect.objectContaining({ code, message: expect.stringContaining(text) as string });

describe("a plan's kind of values", () => {
  it.each([
    [{ kind: "probability" }, "0 or 1", "the first is 0.3 at 110"],
    [
      { kind: "class", classes: ["no", "yes"] },
      "must be the number of one of its 2 classes, counted from 0,",
      "0.3 at 110",
    ],
    [{ kind: "class" }, "the number of a class, as the chain stores it", "0.3 at 110"],
  ] as const)("%j refuses a truth of 0.3", (values, wanted, place) => {
    expect(started(values, [1, 0.3])).toThrow(refused("WK609", wanted));
    expect(started(values, [1, 0.3])).toThrow(refused("WK609", place));
    expect(started(values, [1, 0])).not.toThrow();
  });

  it("takes a class by name where the host stores texts only", () => {
    const values = { kind: "class", classes: ["no", "yes"] } as const;
    const byName = refused("WK609", "one of its 2 classes, by name or number,");
    expect(started(values, [1, 0.3], { profile: "seed" })).toThrow(byName);
  });

  it("takes any number for a label where the host stores texts", () => {
    const texts = { profile: "seed" } as const;
    expect(started({ kind: "class" }, [1, 0.3], texts)).not.toThrow();
    expect(started({ kind: "class" }, [1, -2])).toThrow(refused("WK609", "first is -2 at 110"));
  });

  it.each([
    [{ kind: "number", packingBase: 10 }, "only distributions are packed"],
    [{ kind: "distribution" }, "needs at least two classes"],
    [{ kind: "distribution", classes: ["no", "yes"] }, "must be packed"],
    [{ kind: "distribution", classes: ["no", "yes"], packingBase: 1 }, "at least 2"],
    [
      { kind: "distribution", classes: ["no", "yes"], packingBase: 1e9 },
      "2 digits of base 1000000000 exceed 2^53",
    ],
  ] as const)("%j does not fit together", (values, problem) => {
    expect(started(values, [1, 0])).toThrow(refused("WK608", problem));
  });

  it("may be a distribution in texts under the seed profile only", () => {
    const values = { kind: "distribution", classes: ["no", "yes"] } as const;
    expect(started(values, [1, 0], { profile: "seed" })).not.toThrow();
  });
});

describe("a replay of classes", () => {
  it("is judged by the vote, from commitment to summary", () => {
    const values = { kind: "class", classes: ["no", "yes"] } as const;
    const evaluator = new Evaluator();
    for (const fact of started(values, [1, 1])()) evaluator.add(fact);
    const { errors, loss, classes } = evaluator.result().topics[0]!;
    // Equal votes tie, and the first label wins: wrong twice. Of the weighted, only the set at 110 has weights: right.
    expect(loss).toBe("zero-one loss");
    expect([errors.weighted, errors.equal]).toEqual([0.5, 1]);
    expect(classes?.map(({ label, came }) => [label, came])).toEqual([
      ["no", 0],
      ["yes", 2],
    ]);
  });
});
