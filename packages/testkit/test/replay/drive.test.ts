import { describe, expect, it } from "vitest";
import { driveTopic, replayTopic, type RoundHost } from "../../src/replay/drive.js";
import type { Fact } from "../../src/replay/facts.js";
import type { TopicPlan } from "../../src/replay/plan.js";
import type { RunOutcome, RunRequest } from "../../src/runtime/engine.js";
import { commit, fakeLogic } from "./fake-logic.js";
import { only, topic } from "./histories.js";

const rows = [100, 110, 120, 130].flatMap((time) => [
  [time, "a", time] as const,
  [time, "b", time + 1] as const,
]);

/** Half a weight for each worker, more with each round, and another for each reputer. */
const logic = fakeLogic((_, { blockTime, seed }) =>
  commit({ a: blockTime / 1000, b: (seed % 100) / 100 }),
);
const plan: TopicPlan = {
  history: topic(rows),
  cadences: { inference: 10, weight: 20 },
  logic: logic.logic,
  permissions: [],
  seed: 3,
  reputers: [
    { address: "r1", stake: 1n },
    { address: "r2", stake: 2n },
  ],
};
const host = { engine: "fake", logic, http: () => null };

async function driven(given: RoundHost): Promise<Fact[]> {
  const facts: Fact[] = [];
  await driveTopic(plan, given, (fact) => facts.push(fact));
  return facts;
}

describe("a topic's replay", () => {
  const expected = [...replayTopic(plan, host)];

  it("gives the same facts when the engine answers later, the last asked first", async () => {
    const waiting: (() => void)[] = [];
    let most = 0;
    const later = (request: RunRequest): Promise<RunOutcome> => {
      const outcome = logic.run(request);
      return new Promise((resolve) => {
        waiting.push(() => {
          resolve(outcome);
        });
        most = Math.max(most, waiting.length);
        setImmediate(() => {
          waiting.pop()?.();
        });
      });
    };
    expect(await driven({ ...host, logic: { logic: logic.logic, run: later } })).toEqual(expected);
    // Both reputers of a round run at once.
    expect(most).toBe(2);
  });

  it("gives the same facts to a driver that could wait, of an engine that does not", async () => {
    expect(await driven(host)).toEqual(expected);
    // Due runs at 120 and 140, of two reputers.
    expect(only(expected, "round")).toHaveLength(4);
    expect(only(expected, "ended")).toMatchObject([{ rounds: 4, failed: 0 }]);
  });

  it("gives the same facts when one reputer's logic answers at once and the other's later", async () => {
    const run = (request: RunRequest): Promise<RunOutcome> => Promise.resolve(logic.run(request));
    const logicOf = new Map([["r2", { logic: logic.logic, run }]]);
    expect(await driven({ ...host, logicOf })).toEqual(expected);
  });

  it("waits for nothing when the engine answers at once", () => {
    const facts: Fact[] = [];
    void driveTopic(plan, host, (fact) => facts.push(fact));
    expect(facts).toEqual(expected);
  });

  it("fails with what the engine throws", async () => {
    const run = (): Promise<RunOutcome> => Promise.reject(new Error("gone"));
    await expect(driven({ ...host, logic: { logic: logic.logic, run } })).rejects.toThrow("gone");
  });
});
