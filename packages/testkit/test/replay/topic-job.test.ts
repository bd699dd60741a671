import { describe, expect, it } from "vitest";
import type { Logic } from "../../src/logic/logic.js";
import { runCounter } from "../../src/replay/lost-run.js";
import type { TopicPlan } from "../../src/replay/plan.js";
import {
  replayInThread,
  type TopicJobInput,
  type TopicMessage,
} from "../../src/replay/topic-job.js";
import { DEFAULT_LIMITS } from "../../src/runtime/limits.js";
import { V8 } from "../../src/runtime/engine-choice.js";
import { start } from "../support/run.js";
import { watLogic } from "../support/wat.js";
import { only, topic } from "./histories.js";

const SILENT = watLogic(start("(nop)"));

/** What the job of a topic with so many sets sends, and how many runs it began. */
async function sent(
  {
    sets = 4,
    plan = {},
    ...more
  }: { sets?: number; plan?: Partial<TopicPlan> } & Partial<Omit<TopicJobInput, "plan">> = {},
  logic: Logic = SILENT,
) {
  const messages: TopicMessage[] = [];
  const begun = runCounter();
  const history = topic(Array.from({ length: sets }, (_, i) => [100 + 10 * i, "a", 1] as const));
  await replayInThread(
    {
      plan: { history, cadences: { inference: 10, weight: 20 }, permissions: [], seed: 1, ...plan },
      ...{ engine: V8, sources: [], watched: true, selection: null, begun, lost: null, ...more },
    },
    {
      kept: logic,
      heartbeat: { begin: () => undefined, end: () => undefined },
      send: (message) => messages.push(message),
    },
  );
  const facts = messages.flatMap((message) => (message.kind === "facts" ? message.facts : []));
  const batches = messages.map((message) =>
    message.kind === "facts" ? message.facts.length : message.kind,
  );
  return { facts, batches, begun: begun[0] };
}

describe("the job of a topic", () => {
  it("sends facts in batches of 64, and no empty one", async () => {
    // Besides the start, the end and a fact for each set, a round every 20 seconds: up to 520 for 41 or 42 sets, 940 for 84.
    const plan = { singleRuns: true };
    expect((await sent({ sets: 41, plan })).batches).toEqual([64]);
    expect((await sent({ sets: 42, plan })).batches).toEqual([64, 1]);
    expect((await sent({ sets: 84, plan })).batches).toEqual([64, 64]);
  });

  it("sends rounds that are saved as they come", async () => {
    const plan = { singleRuns: true };
    const selection = { rounds: [1, 2], failed: false };
    // Of those at 120 and 140; the facts of so few come at the end.
    expect((await sent({ sets: 3, plan, selection })).batches).toEqual(["round", "round", 7]);
  });

  it("counts the fuel of its runs", async () => {
    const { facts } = await sent({ plan: { singleRuns: true } });
    const fuel = only(facts, "round").map((round) => round.fuel);
    expect(fuel).toEqual([expect.any(Number), expect.any(Number)]);
    expect(fuel[0]).toBe(fuel[1]);
  });

  it("runs logic as the plan's release of the runtime does", async () => {
    const extended = watLogic(start("", "", "(global i32 (i32.add (i32.const 1) (i32.const 2)))"));
    await expect(sent({}, extended)).rejects.toMatchObject({ code: "WK427" });
    await expect(sent({ plan: { runtime: "0.3.1" } }, extended)).rejects.toMatchObject({
      code: "WK427",
    });
    const { facts } = await sent({ plan: { runtime: "0.6.3" } }, extended);
    expect(only(facts, "ended")).toHaveLength(1);
  });

  it("ends each run by a timer where no watchdog sees it", async () => {
    const endless = watLogic(start("(loop (br 0))"));
    const limits = { ...DEFAULT_LIMITS, fuel: null, milliseconds: 20 };
    const { facts, begun } = await sent(
      { watched: false, plan: { limits, singleRuns: true } },
      endless,
    );
    const codes = only(facts, "round").map(({ failure }) => failure?.code);
    expect(codes).toEqual(["WK431", "WK431"]);
    expect(begun).toBe(2);
  });
});
