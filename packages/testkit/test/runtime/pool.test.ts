import { WorkerPool } from "@weightkit/testkit/internal/threads/pool";
import { runRound } from "@weightkit/testkit/internal/round/run-round";
import type { JobReference } from "@weightkit/testkit/internal/threads/job";
import {
  endSpareThreads,
  keepThreads,
  takeSpareThread,
} from "@weightkit/testkit/internal/threads/spare-threads";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { V8 } from "../../src/runtime/engine-choice.js";
import { nothingAsked } from "../../src/runtime/engine.js";
import { DEFAULT_LIMITS } from "../../src/runtime/limits.js";
import { start } from "../support/run.js";
import { watLogic } from "../support/wat.js";

const module = new URL("../support/jobs.mjs", import.meta.url).href;
const echo: JobReference<number, string, number> = { module, name: "echo" };
const fail: JobReference<null, never, never> = { module, name: "fail" };
const hang: JobReference<null, never, never> = { module, name: "hang" };
const die: JobReference<null, never, never> = { module, name: "die" };

const endOfThread: JobReference<Int32Array, never, undefined> = { module, name: "endOfThread" };
const endless: JobReference<null, string, never> = { module, name: "endless" };
const whichThread: JobReference<null, never, number> = { module, name: "whichThread" };
const counted: JobReference<{ messages: number; shared: Int32Array }, number, undefined> = {
  module,
  name: "counted",
};
const keepsIt: JobReference<null, never, readonly [number, string], { value: string }> = {
  module,
  name: "keepsIt",
};
const sharedCell = (): Int32Array => new Int32Array(new SharedArrayBuffer(4));

const setup = (text: string, milliseconds = 10_000) => ({
  logic: watLogic(text),
  options: {
    limits: { ...DEFAULT_LIMITS, fuel: null, memoryPages: null, milliseconds },
    metered: false,
  },
  request: { ...nothingAsked, http: undefined },
  engine: V8,
  sources: [],
});

const pool = new WorkerPool(2);
// Another file's tests may have kept their threads.
beforeAll(endSpareThreads);
afterAll(() => pool.close());

describe("WorkerPool", () => {
  it("runs more jobs than it has threads, streaming what they report", async () => {
    const told: string[] = [];
    const jobs = [1, 2, 3, 4, 5].map((n) =>
      pool.run(echo, n, { onMessage: (text) => told.push(text) }),
    );
    expect(await Promise.all(jobs)).toEqual([2, 4, 6, 8, 10]);
    expect(told.filter((text) => text.startsWith("3:"))).toEqual(["3:0", "3:1", "3:2"]);
    expect(told).toHaveLength(15);
  });

  it("sends a thread once what many jobs have in common, and again what it has dropped", async () => {
    const single = new WorkerPool(1);
    const kept = Array.from("abcde", (value) => ({ value }));
    const ask = (which: number) => single.run(keepsIt, null, { kept: kept[which]! });
    const found: unknown[] = [];
    for (const which of [0, 0, 1, 0, 2, 3, 1, 4, 4, 0, 2]) found.push(await ask(which));
    expect(found).toEqual([
      ...[
        [1, "a"],
        [1, "a"],
        [2, "b"],
        [2, "a"],
        [3, "c"],
        [4, "d"],
        [4, "b"],
      ],
      // The fifth takes the place of the first, which then takes that of the second.
      ...[
        [5, "e"],
        [5, "e"],
        [6, "a"],
        [6, "c"],
      ],
    ]);
    await single.close();
  });

  it("carries an error of the table over, with all messages so far", async () => {
    await expect(pool.run(fail, null)).rejects.toMatchObject({
      name: "WeightkitError",
      code: "WK400",
      exit: 3,
      message: "There is no file or folder x",
      place: { file: "x" },
    });
  });

  it("ends the thread of a run that hangs, and no other", async () => {
    const others = [1, 2, 3].map((n) => pool.run(echo, n));
    await expect(pool.run(hang, null, { runMilliseconds: 100 })).rejects.toMatchObject({
      code: "WK431",
      exit: 4,
    });
    expect(await Promise.all(others)).toEqual([2, 4, 6]);
    expect(await pool.run(echo, 21)).toBe(42);
  });

  it("does not begin a job that was aborted while it waited for a thread", async () => {
    const single = new WorkerPool(1);
    const told: string[] = [];
    const abort = new AbortController();
    const first = single.run(echo, 1);
    const waiting = single.run(echo, 2, {
      signal: abort.signal,
      onMessage: (text) => told.push(text),
    });
    const rejected = expect(waiting).rejects.toThrow("not wanted");
    abort.abort(new Error("not wanted"));
    expect(await first).toBe(2);
    await rejected;
    expect(told).toEqual([]);
    expect(await single.run(echo, 3)).toBe(6);
    await single.close();
  });

  it("survives a thread that dies", async () => {
    await expect(pool.run(die, null)).rejects.toMatchObject({ code: "WK445" });
    expect(await pool.run(echo, 21)).toBe(42);
  });

  it("ends a job that is given up, with its thread when it hangs", async () => {
    const signal = AbortSignal.timeout(100);
    await expect(pool.run(hang, null, { signal })).rejects.toThrow("timeout");
  });

  it("ends a job that is given up at its next run, and keeps the thread", async () => {
    const single = new WorkerPool(1);
    const before = await single.run(whichThread, null);
    const stop = new AbortController();
    const given = single.run(endless, null, {
      signal: stop.signal,
      onMessage: () => {
        stop.abort(new Error("enough"));
      },
    });
    await expect(given).rejects.toThrow("enough");
    expect(await single.run(whichThread, null)).toBe(before);
    await single.close();
  });

  it("lets a job wait that is far ahead of its reader", async () => {
    const single = new WorkerPool(1);
    const shared = sharedCell();
    const reads: (() => void)[] = [];
    const seen: number[] = [];
    const job = single.run(
      counted,
      { messages: 20, shared },
      {
        mostUnread: 3,
        onMessage: (n, read) => {
          seen.push(n);
          reads.push(read);
        },
      },
    );
    while (seen.length < 3) await new Promise(setImmediate);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(Atomics.load(shared, 0)).toBe(3);
    let given = 0;
    for (let next = reads.shift(); seen.length < 20; next = reads.shift()) {
      next?.();
      await new Promise(setImmediate);
      expect(Atomics.load(shared, 0)).toBeLessThanOrEqual((given += 1) + 3);
    }
    await job;
    expect(seen).toEqual(Array.from({ length: 20 }, (_, n) => n));
    await single.close();
  });

  it("gives up a job that waits for its reader", async () => {
    const single = new WorkerPool(1);
    const stop = new AbortController();
    const job = single.run(
      counted,
      { messages: 20, shared: sharedCell() },
      {
        mostUnread: 2,
        signal: stop.signal,
        onMessage: (n) => {
          if (n === 1) stop.abort(new Error("enough"));
        },
      },
    );
    await expect(job).rejects.toThrow("enough");
    expect(await single.run(echo, 1)).toBe(2);
    await single.close();
  });
});

describe("WorkerPool.close", () => {
  it("lets threads end by themselves", async () => {
    const two = new WorkerPool(2);
    const cells = [sharedCell(), sharedCell()];
    await Promise.all(cells.map((cell) => two.run(endOfThread, cell)));
    await two.close();
    expect(cells.map((cell) => Atomics.load(cell, 0))).toEqual([1, 1]);
  });

  it("fails running and waiting jobs, and takes no more", async () => {
    const single = new WorkerPool(1);
    let begun = (): void => undefined;
    const running = new Promise<void>((resolve) => (begun = resolve));
    const jobs = Promise.allSettled([
      single.run(endless, null, {
        onMessage: () => {
          begun();
        },
      }),
      single.run(echo, 1),
      single.run(echo, 2),
    ]);
    await running;
    await single.close();
    expect((await jobs).map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    await expect(single.run(echo, 3)).rejects.toThrow("closed");
  });
});

describe("WorkerPool.warmUp", () => {
  it("starts no more threads than there will be jobs", async () => {
    keepThreads();
    const three = new WorkerPool(3);
    three.warmUp(whichThread, 2);
    await three.close();
    const threads = [takeSpareThread(), takeSpareThread(), takeSpareThread()];
    for (const thread of threads) await thread?.end();
    expect(threads.map((thread) => thread !== null)).toEqual([true, true, false]);
    await endSpareThreads();
  });
});

describe("kept threads", () => {
  it("work for the pools to come, until they are ended", async () => {
    keepThreads();
    const first = new WorkerPool(1);
    const thread = await first.run(whichThread, null);
    const cell = sharedCell();
    await first.run(endOfThread, cell);
    await first.close();
    const second = new WorkerPool(1);
    expect(await second.run(whichThread, null)).toBe(thread);
    await second.close();
    expect(Atomics.load(cell, 0)).toBe(0);
    await endSpareThreads();
    expect(Atomics.load(cell, 0)).toBe(1);
    const third = new WorkerPool(1);
    expect(await third.run(whichThread, null)).not.toBe(thread);
    await third.close();
  });

  it("are not those in which a job still runs or has died", async () => {
    keepThreads();
    const first = new WorkerPool(2);
    await expect(first.run(die, null)).rejects.toMatchObject({ code: "WK445" });
    let begun = (): void => undefined;
    const running = new Promise<void>((resolve) => (begun = resolve));
    const endlessly = expect(
      first.run(endless, null, {
        onMessage: () => {
          begun();
        },
      }),
    ).rejects.toThrow("given up");
    await running;
    await first.close();
    await endlessly;
    const second = new WorkerPool(2);
    expect(await Promise.all([second.run(echo, 1), second.run(echo, 2)])).toEqual([2, 4]);
    await second.close();
    await endSpareThreads();
  });
});

describe("runRound", () => {
  it("makes an outcome of an endless loop", async () => {
    const failure = { code: "WK431", exit: 4 };
    const round = await runRound(setup(start("(loop (br 0))"), 100), pool);
    expect(round).toMatchObject({ outcome: { exitCode: 15, failure }, stored: null, failure });
  });

  it("answers as the engine does", async () => {
    const { outcome } = await runRound(setup(start("unreachable")), pool);
    expect(outcome).toMatchObject({
      exitCode: 11,
      failure: { code: "WK434", trace: [{ name: "start", functionIndex: 0 }] },
    });
  });

  it("throws for what cannot be prepared", async () => {
    const bad = setup('(module (import "env" "abort" (func)) (func (export "_start")))');
    await expect(runRound(bad, pool)).rejects.toMatchObject({ code: "WK420" });
  });
});
