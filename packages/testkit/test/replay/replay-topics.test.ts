import { replay } from "@weightkit/testkit/internal/replay/run";
import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import { afterAll, describe, expect, it } from "vitest";
import { simulate, TRAFFIC } from "../../src/history/simulate/simulate.js";
import type { Fact } from "../../src/replay/facts.js";
import { replayTopic } from "../../src/replay/drive.js";
import type { ReplayPlan } from "../../src/replay/plan.js";
import { truthAnswerer } from "../../src/round/truth-answerer.js";
import { DEFAULT_LIMITS } from "../../src/runtime/limits.js";
import { v8Engine } from "../../src/runtime/v8/v8-engine.js";
import { watLogic } from "../support/wat.js";
import { only } from "./histories.js";

const topics = [3, 40, 1, 12].map(
  (workers, i) =>
    simulate({
      ...TRAFFIC,
      topic: `t${i}`,
      workers,
      sets: 60,
      seed: i,
      start: TRAFFIC.start + i * 7000,
    }).history,
);
const [first = ""] = topics[1]?.inferences.workers ?? [];
const OUTPUT = `{"type":"weights","weights":{"${first}":"0.5"}}`;

/** Weight logic that prints the same every time: half for one address. */
const constant = watLogic(`(module
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\\10\\00\\00\\00\\${OUTPUT.length.toString(16)}\\00\\00\\00")
  (data (i32.const 16) "${OUTPUT.replaceAll('"', '\\"')}")
  (func (export "_start") (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))`);
const endless = watLogic(
  `(module (memory (export "memory") 1) (func (export "_start") (loop (br 0))))`,
);

/** The same, but endless in one topic, whose name is two letters, from a block time on. */
const hangsIn = (topic: string, from = 0) =>
  watLogic(`(module
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "clock_time_get" (func $clock (param i32 i64 i32) (result i32)))
  (import "blockless_memory" "env_var_read" (func $env (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\\10\\00\\00\\00\\${OUTPUT.length.toString(16)}\\00\\00\\00")
  (data (i32.const 16) "${OUTPUT.replaceAll('"', '\\"')}")
  (func (export "_start")
    (drop (call $env (i32.const 512) (i32.const 400) (i32.const 1000)))
    (drop (call $clock (i32.const 0) (i64.const 1) (i32.const 1008)))
    ;; {"TOPIC_ID": "t1"}
    (if (i32.and
          (i32.eq (i32.load8_u (i32.const 527)) (i32.const ${topic.charCodeAt(1)}))
          (i64.ge_u (i64.load (i32.const 1008)) (i64.const ${from}000000000)))
      (then (loop (br 0))))
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))`);

const ROUTE = { url: "https://d/{timestamp}", pointer: "/v" };

function plan(change: Partial<ReplayPlan> = {}): ReplayPlan {
  return {
    topics,
    logic: constant,
    route: ROUTE,
    cadences: { inference: 3600, weight: 7200 },
    permissions: ["https://d/"],
    seed: 3,
    ...change,
  };
}

const pools = [new WorkerPool(1), new WorkerPool(2)] as const;
afterAll(() => Promise.all(pools.map((pool) => pool.close())));

async function collect(given: ReplayPlan, pool: WorkerPool): Promise<Fact[]> {
  const facts: Fact[] = [];
  for await (const fact of replay(given, { pool })) facts.push(fact);
  return facts;
}

describe("replay", () => {
  it("gives the facts of each topic's own replay, in the order of topics, on one thread and on two", async () => {
    const shared = plan();
    const logic = v8Engine.prepare(constant, { limits: DEFAULT_LIMITS, metered: true });
    const alone = topics.flatMap((history) => {
      const http = truthAnswerer(history.truth, ROUTE);
      return [...replayTopic({ ...shared, history }, { engine: "v8", logic, http })];
    });
    expect(only(alone, "started").map(({ topic }) => topic)).toEqual(["t0", "t1", "t2", "t3"]);
    expect(only(alone, "ended").map(({ failed }) => failed)).toEqual([0, 0, 0, 0]);
    expect(await collect(plan(), pools[0])).toEqual(alone);
    expect(await collect(plan(), pools[1])).toEqual(alone);
  });

  it("counts epochs from the earliest set of any topic, and shares emissions by all stake", async () => {
    const economy = {
      epochBlocks: 600,
      blockSeconds: 5,
      emission: 1_000_000n,
      fees: 0n,
      otherStake: 44n,
      minimumStake: 0n,
      workerStake: 1n,
      workers: [],
    };
    const facts = await collect(plan({ economy }), pools[1]);
    // Stake: 3 + 40 + 1 + 12 workers and a reputer each make 60, with 44 elsewhere 104.
    const emissions: bigint[] = [];
    const starts: number[] = [];
    for (const fact of facts) {
      if (fact.kind === "started") starts.push(emissions.length);
      if (fact.kind !== "rewards") continue;
      emissions.push(fact.topicEmission);
      expect((fact.blockTime - TRAFFIC.start) % 3000).toBe(0);
    }
    expect(starts.map((at) => emissions[at])).toEqual(
      [4n, 41n, 2n, 13n].map((stake) => (1_000_000n * stake) / 104n),
    );
  });

  it("lets topics differ, e.g. in their cadences", async () => {
    const perTopic = new Map([
      ["t1", { cadences: { inference: 3600, weight: 14_400 }, valueScale: 10 }],
    ]);
    const started = only(await collect(plan({ perTopic }), pools[1]), "started");
    expect(started.map(({ weightCadence }) => weightCadence)).toEqual([7200, 14_400, 7200, 7200]);
  });

  it("ends an endless run by its fuel, and goes on", async () => {
    const limits = { ...DEFAULT_LIMITS, fuel: 100_000 };
    const facts = await collect(plan({ logic: endless, limits }), pools[1]);
    const ended = only(facts, "ended");
    expect(ended).toHaveLength(4);
    expect(ended.every(({ rounds, secondRuns, failed }) => failed === rounds + secondRuns)).toBe(
      true,
    );
  });

  it("reports a run that hangs as failed, starts no later one of its topic, and replays the others", async () => {
    const limits = { ...DEFAULT_LIMITS, fuel: null, milliseconds: 300 };
    const sound = await collect(plan({ logic: hangsIn("t9"), limits }), pools[1]);
    const facts = await collect(plan({ logic: hangsIn("t1"), limits }), pools[1]);
    const of = (all: readonly Fact[], topic: string): Fact[] => {
      const starts = all.map((fact) => fact.kind === "started" && fact.topic === topic);
      const from = starts.indexOf(true);
      return all.slice(from, all.findIndex((fact, i) => i > from && fact.kind === "ended") + 1);
    };
    const runsOf = (topic: string) =>
      of(facts, topic).flatMap((fact) =>
        fact.kind === "round" || fact.kind === "second" ? [fact.failure?.code ?? "ok"] : [],
      );
    for (const topic of ["t0", "t2", "t3"]) {
      expect(runsOf(topic)).toEqual(runsOf(topic).map(() => "ok"));
      expect(of(facts, topic).slice(1)).toEqual(of(sound, topic).slice(1));
    }
    const [hung, ...later] = runsOf("t1");
    expect(hung).toBe("WK431");
    expect(later.length).toBeGreaterThan(20);
    expect(new Set(later)).toEqual(new Set(["WK613"]));
    expect(of(facts, "t1").filter(({ kind }) => kind === "set")).toHaveLength(60);
  });

  it("gives what a topic's rounds came to before the one that hangs", async () => {
    const limits = { ...DEFAULT_LIMITS, fuel: null, milliseconds: 300 };
    const from = TRAFFIC.start + 100_000;
    const facts = await collect(plan({ logic: hangsIn("t1", from), limits }), pools[1]);
    const sound = await collect(plan({ logic: hangsIn("t9", from), limits }), pools[1]);
    const hung = facts.findIndex((fact) => "failure" in fact && fact.failure !== null);
    expect(facts[hung]).toMatchObject({ failure: { code: "WK431" }, exitCode: 15 });
    const { blockTime } = only(facts.slice(hung), "round")[0] ?? { blockTime: 0 };
    expect(blockTime).toBeGreaterThanOrEqual(from);
    const plain = (all: readonly Fact[]) =>
      all.slice(0, hung).filter(({ kind }) => kind !== "started");
    expect(plain(facts)).toEqual(plain(sound));
    expect(only(facts.slice(0, hung), "started").map(({ topic }) => topic)).toEqual(["t0", "t1"]);
  });

  it("refuses a plan that cannot be replayed", async () => {
    await expect(
      collect(plan({ cadences: { inference: 1, weight: 0 } }), pools[1]),
    ).rejects.toMatchObject({ code: "WK601" });
  });
});
