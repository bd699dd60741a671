import { describe, expect, it } from "vitest";
import { commit, fakeLogic, replay } from "./fake-logic.js";
import { only, topic } from "./histories.js";
import { plan } from "./replay-plan.js";

describe("what the chain does to values", () => {
  it("rounds, leaves out, and warns of what rounding costs", () => {
    const rows = [
      [100, "a", 1.5],
      [100, "b", -1],
      [100, "c", NaN],
      [100, "d", 2000.4],
      [100, "e", 1e300],
    ] as const;
    const facts = [
      ...replay(
        plan(
          fakeLogic(() => commit({})),
          {},
          topic(rows),
        ),
      ),
    ];
    const [set] = only(facts, "set");
    expect([...(set?.workerIds ?? [])]).toEqual([0, 3]);
    expect([...(set?.values ?? [])]).toEqual([2, 2000]);
    expect([...(set?.given ?? [])]).toEqual([1.5, 2000.4]);
    expect([...(set?.leftOut ?? [])]).toEqual([1, 2, 4]);
    // 2 instead of 1.5 is off by a third; 2000 instead of 2000.4 by 0.02 %.
    expect(only(facts, "ended")[0]).toMatchObject({
      leftOut: 3,
      inferences: 2,
      rounding: { inferences: 1, worst: 0.5 / 1.5 },
    });
  });

  it("stores no set that nobody is in, and reports it", () => {
    const seen = fakeLogic(() => commit({}));
    const history = topic([
      [100, "a", 1],
      [110, "a", NaN],
      [110, "b", -3],
      [115, "b", 2],
    ]);
    const facts = [...replay(plan(seen, {}, history))];
    expect(seen.seen[0]?.payload.inferences).toEqual([
      { timestamp: "115", inferences: [{ worker: "b", inference: "2" }] },
      { timestamp: "100", inferences: [{ worker: "a", inference: "1" }] },
    ]);
    expect(only(facts, "round")[0]).toMatchObject({ sets: 2, inferences: 2 });
    const told = only(facts, "set").map((set) => [set.timestamp, set.roundAt, [...set.leftOut]]);
    expect(told).toEqual([
      [100, 120, []],
      [110, null, [0, 1]],
      [115, 120, []],
    ]);
  });

  it("scales values before it rounds them", () => {
    const logic = fakeLogic(() => commit({}));
    const facts = [...replay(plan(logic, { valueScale: 1000 }, topic([[100, "a", 0.1234]])))];
    expect([...(only(facts, "set")[0]?.values ?? [])]).toEqual([0.123]);
    expect(logic.seen[0]?.payload.inferences[0]?.inferences).toEqual([
      { worker: "a", inference: "123" },
    ]);
  });
});

describe("what came with inferences", () => {
  const plain = topic([
    [100, "b", 10],
    [100, "a", 7],
    [130, "a", 8],
  ]);
  const attachments = { extra_data: ["AQID", "", ""], proof: ["p", "", ""] };
  const history = { ...plain, inferences: { ...plain.inferences, attachments } };
  const bare = { worker: "a", inference: "7" };

  it("is in the payload of the seed document's design", () => {
    const logic = fakeLogic(() => commit({ a: 1 }));
    const facts = [...replay(plan(logic, { profile: "seed" }, history))];
    // The run at 100 sees nothing yet.
    expect(logic.seen[1]?.payload.inferences[0]?.inferences).toEqual([
      { worker: "b", inference: "10", extra_data: "AQID", proof: "p" },
      bare,
    ]);
    const [ended] = only(facts, "ended");
    expect(ended?.withheld).toBe(0);
    expect(ended?.otherHosts[0]?.differences).toContain(
      "extra_data and proof of 1 inference not in the payload",
    );
  });

  it("has no place in the chain's, which the facts count", () => {
    const logic = fakeLogic(() => commit({ a: 1 }));
    const facts = [...replay(plan(logic, {}, history))];
    expect(logic.seen[0]?.payload.inferences[0]?.inferences).toEqual([
      { worker: "b", inference: "10" },
      bare,
    ]);
    const [ended] = only(facts, "ended");
    expect(ended?.withheld).toBe(1);
    expect(ended?.otherHosts[0]?.differences).toContain(
      "extra_data and proof of 1 inference in the payload",
    );
  });
});
