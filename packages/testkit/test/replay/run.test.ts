import { describe, expect, it } from "vitest";
import { runtimeErrors } from "../../src/errors/runtime-errors.js";
import { fault } from "../../src/errors/weightkit-error.js";
import type { Fact } from "../../src/replay/facts.js";
import { replay, type ReplayOptions } from "../../src/replay/run.js";
import type { TopicJobInput, TopicMessage } from "../../src/replay/topic-job.js";
import type { RoundFixture } from "../../src/round/fixture/round-fixture.js";
import { DEFAULT_LIMITS } from "../../src/runtime/limits.js";
import type { JobOptions } from "../../src/threads/pool-thread.js";
import type { WorkerPool } from "../../src/threads/pool.js";
import { roundFixture } from "../report/round-fixture.js";
import { fakeLogic } from "./fake-logic.js";
import { topic } from "./histories.js";

// What happens around a topic's job, with jobs of our own in place of threads; replay-topics.test.ts has those.

type Options = JobOptions<TopicMessage>;
type Job = (input: TopicJobInput, options: Options) => void | Promise<void>;

/** A pool whose jobs do this, one after the other, and what each was given. */
function poolOf(...jobs: readonly Job[]) {
  const calls: { readonly input: TopicJobInput; readonly options: Options }[] = [];
  const pool = {
    run: async (_job: unknown, input: TopicJobInput, options: Options) => {
      const job = jobs[calls.length];
      calls.push({ input, options });
      await job?.(input, options);
      return null;
    },
  };
  return { calls, pool: pool as unknown as WorkerPool };
}

const { logic } = fakeLogic(() => "");
const plan = {
  ...{ topics: [topic([[100, "a", 1]])], logic, cadences: { inference: 10, weight: 20 } },
  ...{ permissions: [], seed: 1, limits: { ...DEFAULT_LIMITS, milliseconds: 77 } },
};
const facts = (...topics: readonly string[]) =>
  topics.map((name) => ({ kind: "started", topic: name }) as Fact);
const named = (fact: Fact): unknown => (fact.kind === "started" ? fact.topic : fact.kind);
const round = (text: string): RoundFixture => roundFixture(text);

async function read(given: ReplayOptions): Promise<unknown[]> {
  const names: unknown[] = [];
  for await (const fact of replay(plan, given)) names.push(named(fact));
  return names;
}

/** Sends a message; whether it counts as read at once. */
function send({ onMessage }: Options, message: TopicMessage): boolean {
  let wasRead = false;
  onMessage?.(message, () => {
    wasRead = true;
  });
  return wasRead;
}
const outOfTime = () => fault(runtimeErrors.outOfTime, { milliseconds: 77 });

const recording = { kind: "recording", recording: { answers: new Map() } } as unknown;
const live = { kind: "live", options: {} } as unknown;
const sources = (...all: readonly unknown[]) => all as NonNullable<ReplayOptions["sources"]>;

describe("a watchdog", () => {
  it.each([
    ["no sources", {}, true],
    ["a recording", { sources: sources(recording) }, true],
    ["the network", { sources: sources(live) }, false],
    ["a recording and the network", { sources: sources(recording, live) }, false],
    ["another engine", { engine: { kind: "external", name: "wasmtime" } as const }, false],
    [
      "another engine and the network",
      { engine: { kind: "external", name: "wasmtime" } as const, sources: sources(live) },
      false,
    ],
  ])("watches runs with %s: case %#", async (_, given, watched) => {
    const { pool, calls } = poolOf();
    await read({ pool, ...(given as Partial<ReplayOptions>) });
    expect(calls.map(({ input, options }) => [input.watched, options.runMilliseconds])).toEqual([
      [watched, watched ? 77 : Infinity],
    ]);
  });
});

describe("a topic whose run takes its thread down", () => {
  const lose: Job = ({ begun }, options) => {
    begun[0] = 3;
    expect(send(options, { kind: "facts", facts: facts("a", "b") })).toBe(false);
    expect(send(options, { kind: "round", round: round("first") })).toBe(true);
    throw outOfTime();
  };

  it("is replayed again up to that run, and gives nothing twice", async () => {
    const { pool, calls } = poolOf(lose, (_, options) => {
      expect(send(options, { kind: "facts", facts: facts("a") })).toBe(true);
      expect(send(options, { kind: "facts", facts: facts("b", "c") })).toBe(false);
      expect(send(options, { kind: "round", round: round("first") })).toBe(true);
      expect(send(options, { kind: "round", round: round("second") })).toBe(true);
      expect(send(options, { kind: "facts", facts: facts("d") })).toBe(false);
    });
    const saved: string[] = [];
    const saving = {
      selection: { rounds: [1], failed: true },
      onRound: ({ request }: RoundFixture) =>
        void saved.push(Buffer.from(request.stdin).toString()),
    };
    expect(await read({ pool, saving })).toEqual(["a", "b", "c", "d"]);
    expect(saved).toEqual(["first", "second"]);
    const [first, second] = calls.map(({ input }) => input);
    expect(first?.lost).toBeNull();
    // The third run was lost; the second replay counts its own.
    expect(second?.lost).toMatchObject({
      ...{ run: 2, outcome: { failure: { code: "WK431" } }, after: { failure: { code: "WK613" } } },
    });
    expect([first?.begun[0], second?.begun[0]]).toEqual([3, 0]);
    expect(second?.selection).toEqual(saving.selection);
  });

  it("fails when it takes the second one down too", async () => {
    const { pool, calls } = poolOf(lose, () => {
      throw outOfTime();
    });
    await expect(read({ pool })).rejects.toMatchObject({ code: "WK431" });
    expect(calls).toHaveLength(2);
  });

  it.each([
    ["no run had begun", {}, 0, outOfTime()],
    ["nobody watched", { sources: sources(live) }, 3, outOfTime()],
    ["the thread is still there", {}, 3, new Error("no thread's")],
  ])("is not replayed again when %s", async (_, given, runs, error) => {
    const { pool, calls } = poolOf(({ begun }) => {
      begun[0] = runs;
      throw error;
    });
    await expect(read({ pool, ...given })).rejects.toBe(error);
    expect(calls).toHaveLength(1);
  });
});

describe("a reader", () => {
  const giving: Job = (_, options) => {
    send(options, { kind: "facts", facts: facts("a", "b") });
  };

  it("who goes away ends the jobs", async () => {
    const { pool, calls } = poolOf(giving, () => new Promise(() => undefined));
    const more = { ...plan, topics: [...plan.topics, ...plan.topics] };
    for await (const fact of replay(more, { pool })) {
      expect(named(fact)).toBe("a");
      expect(calls.map(({ options }) => options.signal?.aborted)).toEqual([false, false]);
      break;
    }
    expect(calls.map(({ options }) => options.signal?.aborted)).toEqual([true, true]);
  });

  it("lets a job go on that waits for it", async () => {
    let wasRead = false;
    const { pool, calls } = poolOf((_, { onMessage }) => {
      onMessage?.({ kind: "facts", facts: facts("a") }, () => (wasRead = true));
    });
    expect(await read({ pool })).toEqual(["a"]);
    expect(wasRead).toBe(true);
    expect(calls[0]?.options.mostUnread).toBe(64);
  });

  it("gets warnings, which wait for nobody", async () => {
    const warnings: string[] = [];
    const { pool } = poolOf((_, options) => {
      expect(send(options, { kind: "warning", sentence: "no answer" })).toBe(true);
    });
    await read({ pool, onWarning: (sentence) => warnings.push(sentence) });
    expect(warnings).toEqual(["no answer"]);
    const silent = poolOf((_, options) => {
      expect(send(options, { kind: "warning", sentence: "no answer" })).toBe(true);
    });
    expect(await read({ pool: silent.pool })).toEqual([]);
  });
});
