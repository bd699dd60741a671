import { WorkerPool } from "@weightkit/testkit/runtime/pool";
import { runIsolated } from "@weightkit/testkit/runtime/run-isolated";
import type { JobReference } from "@weightkit/testkit/runtime/job";
import { afterAll, describe, expect, it } from "vitest";
import { nothingAsked } from "../../src/runtime/engine.js";
import { DEFAULT_LIMITS } from "../../src/runtime/limits.js";
import { start } from "../support/run.js";
import { watLogic } from "../support/wat.js";

const module = new URL("../support/jobs.mjs", import.meta.url).href;
const echo: JobReference<number, string, number> = { module, name: "echo" };
const fail: JobReference<null, never, never> = { module, name: "fail" };
const hang: JobReference<null, never, never> = { module, name: "hang" };
const die: JobReference<null, never, never> = { module, name: "die" };

const isolated = (text: string, milliseconds = 10_000) => ({
  logic: watLogic(text),
  options: {
    limits: { ...DEFAULT_LIMITS, fuel: null, memoryPages: null, milliseconds },
    metered: false,
  },
  request: { ...nothingAsked, http: undefined },
  http: [],
});

const pool = new WorkerPool(2);
afterAll(() => pool.close());

describe("WorkerPool", () => {
  it("runs more jobs than it has threads, streaming what they tell", async () => {
    const told: string[] = [];
    const jobs = [1, 2, 3, 4, 5].map((n) =>
      pool.run(echo, n, { onMessage: (text) => told.push(text) }),
    );
    expect(await Promise.all(jobs)).toEqual([2, 4, 6, 8, 10]);
    expect(told.filter((text) => text.startsWith("3:"))).toEqual(["3:0", "3:1", "3:2"]);
    expect(told).toHaveLength(15);
  });

  it("carries an error of the table over, with all that was said", async () => {
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

  it("ends a job that is given up", async () => {
    const signal = AbortSignal.timeout(100);
    await expect(pool.run(hang, null, { signal })).rejects.toThrow("timeout");
  });
});

describe("runIsolated", () => {
  it("makes an outcome of an endless loop", async () => {
    const outcome = await runIsolated(pool, isolated(start("(loop (br 0))"), 100));
    expect(outcome).toMatchObject({ exitCode: 15, failure: { code: "WK431", exit: 4 } });
  });

  it("answers as the engine does", async () => {
    expect(await runIsolated(pool, isolated(start("unreachable")))).toMatchObject({
      exitCode: 11,
      failure: { code: "WK434", trace: [{ name: "start", functionIndex: 0 }] },
    });
  });

  it("throws for what cannot be prepared", async () => {
    const bad = isolated('(module (import "env" "abort" (func)) (func (export "_start")))');
    await expect(runIsolated(pool, bad)).rejects.toMatchObject({ code: "WK420" });
  });
});
