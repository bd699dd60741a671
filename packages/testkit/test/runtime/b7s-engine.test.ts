import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { b7sEngine, type B7sOptions } from "../../src/runtime/b7s/b7s-engine.js";
import { nothingAsked, type RunOutcome, type RunRequest } from "../../src/runtime/engine.js";
import { openEngine } from "../../src/runtime/engine-choice.js";
import { DEFAULT_LIMITS } from "../../src/runtime/limits.js";
import { start, textOf } from "../support/run.js";
import { watLogic } from "../support/wat.js";

let server: Server;
let head: string;
let bodies: string[];
let answer: (body: string) => { status?: number; body?: string } | null;
let under: number;
let most: number;

const ok = (stdout: string, exitCode = 0): { body: string } => {
  const result = { stdout, stderr: "", exit_code: exitCode };
  const results = [{ result, peers: ["12D3KooW"], frequency: 100 }];
  return { body: JSON.stringify({ code: "200", request_id: "r", message: "", results }) };
};

beforeEach(async () => {
  bodies = [];
  under = 0;
  most = 0;
  answer = () => ok("out");
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      bodies.push(body);
      expect([request.method, request.url]).toEqual(["POST", "/api/v1/functions/execute"]);
      under += 1;
      most = Math.max(most, under);
      setTimeout(() => {
        under -= 1;
        const found = answer(body);
        if (found === null) response.destroy();
        else response.writeHead(found.status ?? 200).end(found.body ?? "");
      }, 20);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  head = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

const patience = { attempts: 3, firstWait: 1, milliseconds: 400 };
const limits = { ...DEFAULT_LIMITS, fuel: 500 };
const prepare = (options: Partial<B7sOptions> = {}) =>
  b7sEngine({ head, functionId: "bafyid", patience, ...options }).prepare(watLogic(start("nop")), {
    limits,
    metered: true,
  });
const run = async (
  options: Partial<B7sOptions> = {},
  request: Partial<RunRequest> = {},
): Promise<RunOutcome> => await prepare(options).run({ ...nothingAsked, ...request });

describe("b7s as an engine", () => {
  it("asks as the chain does, with the subgroup as the request's topic", async () => {
    const request = { stdin: Buffer.from('{"a":"ü"}'), env: { TOPIC_ID: "7" } };
    expect(textOf((await run({ subgroup: "allora-topic-7" }, request)).stdout)).toBe("out");
    expect(bodies).toEqual([
      '{"function_id":"bafyid","method":"test.wasm","topic":"allora-topic-7","config":{"stdin":"{\\"a\\":\\"ü\\"}","number_of_nodes":1,"env_vars":[{"name":"TOPIC_ID","value":"7"}],"runtime":{"limited_fuel":500}}}',
    ]);
  });

  it("asks all workers without a subgroup, and permits the network only when live", async () => {
    const permissions = ["https://data.example/"];
    const offline = await run({}, { permissions });
    expect(bodies[0]).not.toContain("permissions");
    expect(bodies[0]).not.toContain('"topic"');
    expect(offline.incomparable).toMatch(/without --live no URL was permitted/);
    const live = await run({ live: true }, { permissions });
    expect(JSON.parse(bodies[1] ?? "")).toMatchObject({ config: { permissions } });
    expect(live.incomparable).toBeUndefined();
  });

  it("reads exit codes as those of bls-runtime", async () => {
    answer = () => ok("", 11);
    expect(await run()).toMatchObject({ exitCode: 11, failure: { code: "WK433" } });
    answer = () => ok("", 65);
    expect(await run()).toMatchObject({ exitCode: 65, failure: { code: "WK435" } });
  });

  it.each([
    ["408 in a 200", { body: '{"code":"408","message":"no worker"}' }],
    ["a server that is not ready", { status: 503 }],
    ["a cut connection", null],
  ])("asks again after %s, then gives up", async (_, once) => {
    let left = 1;
    answer = () => (left-- > 0 ? once : ok("later"));
    expect(textOf((await run()).stdout)).toBe("later");
    answer = () => once;
    await expect(run()).rejects.toMatchObject({ code: "WK417" });
    expect(bodies.length).toBeGreaterThanOrEqual(2 + 3);
  });

  it.each([
    ["401", { status: 401, body: "who are you" }],
    ["500", { status: 500 }],
    ["a redirect", { status: 302 }],
    ["HTML", { body: "<html>" }],
    ["no result", { body: '{"code":"200"}' }],
    ["another code", { body: '{"code":"500","message":"\u001b[2J"}' }],
    ["several results", { body: JSON.stringify({ code: "200", results: [{ result: {} }, {}] }) }],
    ["an endless answer", { body: "x".repeat((16 << 20) + 1) }],
  ])("reports %s at once", async (_, given) => {
    answer = () => given;
    const error: unknown = await run().catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "WK417" });
    expect(String(error)).not.toContain("\u001b");
    expect(bodies).toHaveLength(1);
  });

  it("a head node that never answers is given up", async () => {
    server.removeAllListeners("request");
    await expect(run()).rejects.toThrow(/no answer within 0.4 s/);
  });

  it("has no more rounds under way than allowed", async () => {
    const prepared = prepare({ concurrency: 2 });
    const runs = Array.from({ length: 7 }, async () => await prepared.run(nothingAsked));
    expect(await Promise.all(runs)).toHaveLength(7);
    expect(most).toBe(2);
  });

  it("is cross-checked against V8", async () => {
    const options = { head, functionId: "bafyid", patience };
    const { engine, differences } = await openEngine({
      ...{ kind: "cross-check", first: { kind: "v8" } },
      second: { kind: "b7s", options },
    });
    const prepared = engine.prepare(watLogic(start("nop")), { limits, metered: true });
    answer = () => ok("");
    await prepared.run(nothingAsked);
    expect(differences()).toBeNull();
    answer = () => ok("other");
    await prepared.run({ ...nothingAsked, blockTime: 9 });
    expect(differences()).toMatchObject({
      ...{ engines: "v8 checked against b7s", blockTime: 9, runs: 1 },
      first: { what: "stdout" },
    });
  });
});
