import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { logicFromBytes } from "../../src/logic/load.js";
import { compareOutcomes, crossChecked } from "../../src/runtime/external/cross-check.js";
import type { Differences } from "../../src/runtime/external/cross-check.js";
import type { RunOutcome, RunRequest } from "../../src/runtime/engine.js";
import { nothingAsked } from "../../src/runtime/engine.js";
import { externalEngine } from "../../src/runtime/external/external-engine.js";
import type { ExternalName } from "../../src/runtime/external/external-command.js";
import { DEFAULT_LIMITS } from "../../src/runtime/limits.js";
import { v8Engine } from "../../src/runtime/v8/v8-engine.js";
import { start, textOf } from "../support/run.js";
import { wat, watLogic } from "../support/wat.js";

// The real programs are seldom installed; a stand-in shows how they are called and how their ends are read.
const command = fileURLToPath(new URL("../support/fake-engine.mjs", import.meta.url));
const wasm = wat('(module (func (export "_start")))');
const limits = { ...DEFAULT_LIMITS, fuel: 500, memoryPages: 2, milliseconds: 5000 };
const run = (
  engine: ExternalName,
  name: string,
  request: Partial<RunRequest> = {},
  live = false,
): Promise<RunOutcome> =>
  Promise.resolve(
    externalEngine(engine, { command, live })
      .prepare(logicFromBytes(name, wasm), { limits, metered: true })
      .run({ ...nothingAsked, ...request }),
  );

const REQUEST: Partial<RunRequest> = {
  stdin: Buffer.from("payload"),
  env: { TOPIC_ID: "7" },
  args: ["x.wasm", "one"],
  permissions: ["https://d.example/"],
};
interface Told {
  readonly args: readonly string[];
  readonly env: readonly string[];
}
type Found = Omit<Differences, "engines" | "runs">;
const said = (outcome: RunOutcome): unknown => JSON.parse(textOf(outcome.stdout));

describe("bls-runtime as an engine", () => {
  it("is called as b7s calls it, with a proxy of ours for its requests", async () => {
    const outcome = await run("bls-runtime", "x", REQUEST);
    expect(said(outcome)).toEqual({
      args: [
        ...["DIR/x.wasm", "--fs-root-path", "DIR", "--runtime-logger", "runtime.log"],
        ...["--limited-fuel", "500", "--limited-memory", "2", "--permission", "https://d.example/"],
        ...["--env", "TOPIC_ID=7", "--", "one"],
      ],
      stdin: "payload",
      env: ["TOPIC_ID", "http_proxy", "https_proxy"],
    });
    expect(outcome.notes).toHaveLength(1);
  });

  it("asks the network itself when live", async () => {
    const { args, env } = said(await run("bls-runtime", "x", REQUEST, true)) as Told;
    expect(args).toContain("https://d.example/");
    expect(env).toEqual(["TOPIC_ID"]);
  });

  it("has no proxy where nothing is permitted", async () => {
    const { args, env } = said(await run("bls-runtime", "x", { permissions: [] })) as Told;
    expect(args).not.toContain("--permission");
    expect(env).toEqual([]);
  });

  it("passes its exit codes on", async () => {
    expect(await run("bls-runtime", "exit_0")).toMatchObject({ exitCode: 0, failure: null });
    expect(await run("bls-runtime", "exit_65")).toMatchObject({ failure: { code: "WK435" } });
  });

  // The log's lines as bls-runtime writes them: 0.6.3 by itself to NAME.log, 0.3.1 to the file that it is given.
  it.each([
    [
      "fuel",
      1,
      "[2026-11-26T00:00:00Z ERROR blockless] All fuel is consumed, the app exited, fuel consumed 500, Max Fuel is 500.",
      "WK430",
    ],
    [
      "stack",
      2,
      "[2026-11-26T00:00:00Z ERROR blockless] error: error while executing at wasm backtrace:",
      "WK433",
    ],
    [
      "unreachable",
      11,
      "[2026-11-26T00:00:00Z ERROR blockless] error: error while executing at wasm backtrace:",
      "WK433",
    ],
    [
      "exit status",
      1,
      "[2026-11-26T00:00:00Z ERROR blockless] error: Exited with i32 exit status 1",
      "WK435",
    ],
    [
      "exit status",
      2,
      "[2026-11-26T00:00:00Z ERROR blockless] error: Exited with i32 exit status 2",
      "WK435",
    ],
    [
      "exit status",
      11,
      "[2026-11-26T00:00:00Z ERROR blockless] error: Exited with i32 exit status 11",
      "WK435",
    ],
    [
      "exit without an error",
      11,
      "[2026-11-26T00:00:00Z INFO  bls_runtime] The wasm execute finish, the exit code: 11",
      "WK435",
    ],
    ["no log", 11, "", "WK433"],
  ])("reads from the log what ended it: %s, %d", async (_, exitCode, line, code) => {
    const name = `log_${exitCode}_${Buffer.from(line).toString("hex")}`;
    expect(await run("bls-runtime", name)).toMatchObject({ exitCode, failure: { code } });
  });

  it("does not follow a link that the guest put in the log's place", async () => {
    const folder = mkdtempSync(join(tmpdir(), "secret-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    const secret = join(folder, "x");
    writeFileSync(
      secret,
      "[2026-11-26T00:00:00Z ERROR blockless] error: Exited with i32 exit status 11",
    );
    const name = `link_11_${Buffer.from(secret).toString("hex")}`;
    expect(await run("bls-runtime", name)).toMatchObject({ failure: { code: "WK433" } });
  });
});

describe("wasmtime as an engine", () => {
  it("is called with limits and environment, and sees none of ours", async () => {
    expect(said(await run("wasmtime", "x", REQUEST))).toEqual({
      args: [
        ...["run", "-W", "fuel=500", "-W", "max-memory-size=131072", "--env", "TOPIC_ID=7"],
        ...["DIR/x.wasm", "one"],
      ],
      stdin: "payload",
      env: [],
    });
  });

  // wasmtime's own texts (Display of its Trap), bls-runtime's codes.
  it.each([
    ["all_fuel_consumed_by_WebAssembly", 1, "WK430"],
    ["call_stack_exhausted", 2, "WK433"],
    ["out_of_bounds_memory_access", 3, "WK433"],
    ["undefined_element__out_of_bounds_table_access", 5, "WK433"],
    ["uninitialized_element", 6, "WK433"],
    ["indirect_call_type_mismatch", 7, "WK433"],
    ["integer_overflow", 8, "WK433"],
    ["integer_divide_by_zero", 9, "WK433"],
    ["invalid_conversion_to_integer", 10, "WK433"],
    ["wasm__unreachable__instruction_executed", 11, "WK433"],
  ])("reads %s: exit %d", async (text, exitCode, code) => {
    expect(await run("wasmtime", `trap_${text}`)).toMatchObject({ exitCode, failure: { code } });
  });

  it("reads an exit code that wasmtime refuses as bls-runtime does", async () => {
    const outcome = await run("wasmtime", "refused");
    expect(outcome).toMatchObject({ exitCode: 255, failure: { code: "WK435" } });
    expect(await run("wasmtime", "exit_1")).toMatchObject({ exitCode: 1 });
  });

  it("does not run what imports blockless functions", () => {
    const text = `(module (import "blockless_memory" "memory_read" (func (param i32 i32 i32) (result i32)))
      (memory (export "memory") 1) (func (export "_start")))`;
    expect(() =>
      externalEngine("wasmtime", { command }).prepare(watLogic(text), { limits, metered: true }),
    ).toThrow(expect.objectContaining({ code: "WK448" }));
  });
});

describe("any of them", () => {
  it("is ended when the time is up", async () => {
    const quick = { ...limits, milliseconds: 200 };
    const prepared = externalEngine("wasmtime", { command }).prepare(logicFromBytes("hang", wasm), {
      limits: quick,
      metered: false,
    });
    expect(await prepared.run(nothingAsked)).toMatchObject({
      exitCode: 15,
      failure: { code: "WK431" },
    });
  });

  it("is missed when it is not there", () => {
    const engine = externalEngine("wasmtime", { command: "no-such-program-here" });
    expect(() => engine.prepare(logicFromBytes("x", wasm), { limits, metered: true })).toThrow(
      expect.objectContaining({ code: "WK447" }),
    );
  });
});

describe("cross-check", () => {
  const outcome = (change: Partial<RunOutcome>): RunOutcome => ({
    ...{ exitCode: 0, stdout: Buffer.from("abc"), stderr: new Uint8Array(0), fuel: 5 },
    ...{ memoryPages: 1, failure: null, notes: [], exchanges: [] },
    ...change,
  });

  it("finds the first difference", () => {
    const base = outcome({});
    expect(compareOutcomes(base, outcome({ memoryPages: 9 }))).toBeNull();
    expect(compareOutcomes(base, outcome({ fuel: null }))).toBeNull();
    expect(compareOutcomes(base, outcome({ fuel: 6 }))).toEqual({
      ...{ what: "fuel", byte: null, values: ["5", "6"] },
    });
    expect(compareOutcomes(base, outcome({ stdout: Buffer.from("abd"), fuel: 6 }))).toEqual({
      ...{ what: "stdout", byte: 2, values: ['"abc"', '"abd"'] },
    });
    expect(compareOutcomes(base, outcome({ stdout: Buffer.from("ab") }))).toMatchObject({
      ...{ what: "stdout", byte: 2, values: ['"abc"', '"ab" (ends)'] },
    });
    expect(compareOutcomes(base, outcome({ exitCode: 1, fuel: 6 }))).toMatchObject({
      what: "exit code",
    });
  });

  it("runs everything on two engines", async () => {
    const found: Found[] = [];
    const external = externalEngine("wasmtime", { command });
    const both = crossChecked(v8Engine, external, (one) => found.push(one));
    const prepare = (name: string, text: string) =>
      both.prepare(logicFromBytes(name, wat(text)), { limits, metered: true });
    const trap = prepare("trap_wasm__unreachable__instruction", start("unreachable"));
    expect((await trap.run(nothingAsked)).exitCode).toBe(11);
    expect(found).toEqual([]);
    const passed = await prepare("exit_3", start("nop")).run(nothingAsked);
    expect(passed.exitCode).toBe(0);
    const first = { what: "exit code", byte: null, values: ["0", "3"] };
    expect(found).toEqual([{ first, blockTime: 0, incomparable: null }]);
  });

  it("finds V8 unmetered and metered to be the same", async () => {
    const found: Found[] = [];
    const plain = {
      name: "v8 unmetered",
      prepare: (...[logic, options]: Parameters<typeof v8Engine.prepare>) =>
        v8Engine.prepare(logic, { ...options, metered: false }),
    };
    const both = crossChecked(v8Engine, plain, (one) => found.push(one));
    const logic = both.prepare(watLogic(start("unreachable")), { limits, metered: true });
    await logic.run(nothingAsked);
    expect(found).toEqual([]);
  });
});
