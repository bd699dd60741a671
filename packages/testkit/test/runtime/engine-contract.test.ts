import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { WeightkitError } from "../../src/errors/weightkit-error.js";
import { logicFromBytes } from "../../src/logic/load.js";
import { openEngine, runsInThread, type EngineChoice } from "../../src/runtime/engine-choice.js";
import { nothingAsked, type PrepareOptions } from "../../src/runtime/engine.js";
import { EXTERNAL_ENGINES } from "../../src/runtime/external/external-command.js";
import { DEFAULT_LIMITS } from "../../src/runtime/limits.js";
import { start } from "../support/run.js";
import { wat } from "../support/wat.js";

// What the stand-in does follows from the module's name; on V8 the module itself does it.
const command = fileURLToPath(new URL("../support/fake-engine.mjs", import.meta.url));
const V8: EngineChoice = { kind: "v8" };
const outside = EXTERNAL_ENGINES.map((name): EngineChoice => ({
  kind: "external",
  name,
  options: { command },
}));

/** A head node that runs nothing: what its worker's exit code is follows from the module's name. */
const headNode = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const { method } = JSON.parse(Buffer.concat(chunks).toString()) as { method: string };
    const exitCode = Number(/exit_(\d+)/.exec(method)?.[1]);
    const result = { stdout: "", stderr: "", exit_code: exitCode };
    response.end(JSON.stringify({ code: "200", results: [{ result, frequency: 100 }] }));
  });
});
headNode.listen(0, "127.0.0.1");
await once(headNode, "listening");
afterAll(() => new Promise((done) => headNode.close(done)));
const { port } = headNode.address() as AddressInfo;
const B7S: EngineChoice = {
  kind: "b7s",
  options: { head: `http://127.0.0.1:${port}`, functionId: "bafy" },
};

/** Every kind of engine that can be chosen: a new kind adds a row, or nothing compiles. */
const BY_KIND: Readonly<
  Record<EngineChoice["kind"], readonly (readonly [string, EngineChoice])[]>
> = {
  v8: [["V8", V8]],
  external: outside.map((choice) => [nameOf(choice), choice]),
  b7s: [["b7s", B7S]],
  "cross-check": [V8, B7S, ...outside].map((second) => [
    `V8 checked against ${nameOf(second)}`,
    { kind: "cross-check", first: V8, second },
  ]),
};
const ENGINES = Object.values(BY_KIND).flat();

function nameOf(choice: EngineChoice): string {
  return choice.kind === "external" ? choice.name : choice.kind === "b7s" ? "b7s" : "V8";
}

const options: PrepareOptions = {
  limits: { ...DEFAULT_LIMITS, milliseconds: 5000 },
  metered: true,
};
const EXITS = (code: number): string =>
  start(
    `(call $exit (i32.const ${code}))`,
    '(import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))',
  );

describe.each(ENGINES)("%s", (_, choice) => {
  const run = async (name: string, text: string, change: Partial<PrepareOptions> = {}) => {
    const { engine, differences } = await openEngine(choice);
    const prepared = engine.prepare(logicFromBytes(name, wat(text)), { ...options, ...change });
    expect(prepared.logic.name).toBe(name);
    const outcome = await prepared.run(nothingAsked);
    return { outcome, differences: differences() };
  };

  it("ends well with exit code 0", async () => {
    const { outcome, differences } = await run("exit_0", EXITS(0));
    expect(outcome).toMatchObject({ exitCode: 0, failure: null });
    expect(outcome.stdout).toBeInstanceOf(Uint8Array);
    expect(outcome.stdout).toHaveLength(0);
    expect(differences).toBeNull();
  });

  it("passes an exit code on, as a failure", async () => {
    const { outcome, differences } = await run("exit_65", EXITS(65));
    expect(outcome).toMatchObject({ exitCode: 65, failure: { code: "WK435", exit: 1 } });
    expect(differences).toBeNull();
  });

  it("refuses what is not WASM, before any run", async () => {
    const { engine } = await openEngine(choice);
    const broken = { ...logicFromBytes("exit_0", wat(EXITS(0))), bytes: Uint8Array.of(1, 2, 3) };
    expect(() => engine.prepare(broken, options)).toThrow(WeightkitError);
  });

  it("refuses imports that no node provides, before any run", async () => {
    const { engine } = await openEngine(choice);
    const text = start("nop", '(import "env" "abort" (func))');
    expect(() => engine.prepare(logicFromBytes("exit_0", wat(text)), options)).toThrow(
      expect.objectContaining({ code: "WK420" }),
    );
  });

  it("shows the watchdog each run's beginning and end", async () => {
    const seen: string[] = [];
    const heartbeat = { begin: () => seen.push("begin"), end: () => seen.push("end") };
    await run("exit_0", EXITS(0), { heartbeat });
    const checked = choice.kind === "cross-check";
    expect(seen).toEqual(checked ? ["begin", "end", "begin", "end"] : ["begin", "end"]);
  });
});

it("differences between engines are counted, and the first is kept", async () => {
  const [external = V8] = outside;
  const { engine, differences } = await openEngine({
    kind: "cross-check",
    first: V8,
    second: external,
  });
  const prepared = engine.prepare(logicFromBytes("exit_3", wat(start("nop"))), options);
  await prepared.run({ ...nothingAsked, blockTime: 7 });
  await prepared.run({ ...nothingAsked, blockTime: 8 });
  expect(engine.name).toBe("v8");
  expect(differences()).toEqual({
    engines: "v8 checked against wasmtime",
    first: { what: "exit code", byte: null, values: ["0", "3"] },
    blockTime: 7,
    incomparable: null,
    runs: 2,
  });
});

it("only V8 runs where a watchdog of its thread sees it", () => {
  expect(ENGINES.filter(([, choice]) => runsInThread(choice)).map(([name]) => name)).toEqual([
    "V8",
    "V8 checked against V8",
  ]);
});
