import { describe, expect, it } from "vitest";
import { loadLogic } from "../../src/logic/load.js";
import { nothingAsked } from "../../src/runtime/engine.js";
import type { RunOutcome, RunRequest } from "../../src/runtime/engine.js";
import { DEFAULT_LIMITS } from "../../src/runtime/limits.js";
import { v8Engine } from "../../src/runtime/v8/v8-engine.js";
import { textOf } from "../support/run.js";

/** Runs a guest written in C (test/guests), metered and unmetered, which must not differ but for the fuel. */
function run(guest: string, request: Partial<RunRequest>): RunOutcome {
  const logic = loadLogic(new URL(`../guests/${guest}.wasm`, import.meta.url).pathname);
  const [plain, metered] = [false, true].map((on) =>
    v8Engine
      .prepare(logic, { limits: DEFAULT_LIMITS, metered: on })
      .run({ ...nothingAsked, ...request }),
  );
  expect(plain?.fuel).toBeNull();
  expect(metered?.fuel).toBeGreaterThan(0);
  expect({ ...metered, fuel: null }).toEqual(plain);
  return metered!;
}

describe("a guest in C", () => {
  const payload =
    '{"inferences":[{"timestamp":"1700006400","inferences":[{"worker":"allo1b","inference":"2544"}]}],' +
    '"latest_weights":{"allo1a":"31764","allo1b":"0","allo1c":"7"}}';

  it("is weight logic like any other", () => {
    const outcome = run("uniform", {
      stdin: Buffer.from(payload),
      env: { TOPIC_ID: "42" },
      blockTime: 1_700_010_000,
    });
    expect(outcome).toMatchObject({ exitCode: 0, failure: null });
    expect(JSON.parse(textOf(outcome.stdout))).toEqual({
      type: "weights",
      weights: {
        allo1a: "0.33333333333333331",
        allo1b: "0.33333333333333331",
        allo1c: "0.33333333333333331",
      },
    });
    // WASI's own environment is empty: the topic comes through env_var_read.
    expect(textOf(outcome.stderr)).toBe("topic ? at 1700010000: 3 workers\n");
  });

  it("exits with its own code and last words", () => {
    expect(run("uniform", { stdin: Buffer.from("{}") })).toMatchObject({
      exitCode: 65,
      failure: {
        code: "WK435",
        message: "The logic exited with code 65: the payload has no latest_weights",
      },
    });
  });

  it("reads WASI's stdin when it is inherited", () => {
    const stdin = Buffer.from("1.5 2.25\n-0.75\n");
    const sum = (stdinMode: "inherit" | "blockless") =>
      textOf(run("stdin-sum", { stdin, stdinMode }).stdout);
    expect(sum("inherit")).toBe("3\n");
    expect(sum("blockless")).toBe("0\n");
  });

  it("aborts with a stack of named functions", () => {
    const outcome = run("stdin-sum", { args: ["abort"] });
    expect(outcome).toMatchObject({ exitCode: 11, failure: { code: "WK434" } });
    expect(outcome.failure?.trace.map((frame) => frame.name)).toEqual(
      expect.arrayContaining(["abort", "_start"]),
    );
  });

  it("finds no file system", () => {
    const outcome = run("stdin-sum", { args: ["open"] });
    expect(outcome.exitCode).toBe(1);
    expect(textOf(outcome.stderr)).toMatch(/^open: /);
  });
});
