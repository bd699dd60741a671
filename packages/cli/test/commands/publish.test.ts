import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { miniProject, PRINTS } from "../support/mini-project.js";
import { validateProject } from "../../src/project/validate.js";
import { pushTopicCommand } from "../../src/publish/push-topic.js";
import { weightkit } from "../support/run-cli.js";

interface Received {
  method: string;
  url: string;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

let server: Server;
let base: string;
let received: Received[];
let answer: (request: Received) => { status: number; body: string; location?: string };

beforeEach(async () => {
  received = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const one = { method, url, headers, body: Buffer.concat(chunks) };
      received.push(one);
      const { status, body, location } = answer(one);
      response.writeHead(status, location === undefined ? {} : { location }).end(body);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => new Promise((done) => server.close(done)));

async function project(): Promise<{ cwd: string; functionId: string }> {
  const cwd = miniProject(PRINTS, { topic: { metadata: "it's a topic", weightCadence: 7200 } });
  const { stdout } = await weightkit(["build", "--json"], { cwd });
  return { cwd, functionId: (JSON.parse(stdout) as { functionId: string }).functionId };
}

test("uploads both files with the token and has the function installed", async () => {
  const { cwd, functionId } = await project();
  answer = () => ({ status: 200, body: JSON.stringify({ cid: functionId }) });
  const args = ["publish", "--gateway", base, "--head", `${base}/head/`, "--subgroup", "topic-1"];
  const { code, stdout, stderr } = await weightkit(
    [...args, "--manifest-url", "https://{cid}.ipfs.example/manifest.json", "--json"],
    { cwd, env: { WEIGHTKIT_TOKEN: "secret" } },
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const [up, install] = received;
  expect([up?.method, up?.url]).toEqual(["POST", "/api/v1/registry"]);
  expect(up?.headers.authorization).toBe("Bearer secret");
  const body = up?.body.toString("latin1") ?? "";
  expect(body).toContain('name="manifest"; filename="manifest.json"');
  expect(body).toContain('name="wasi_archive"; filename="mini.tar.gz"');
  expect(body).toContain(readFileSync(join(cwd, "build/mini.tar.gz")).toString("latin1"));
  expect([install?.method, install?.url]).toEqual(["POST", "/head/api/v1/functions/install"]);
  expect(install?.headers.authorization).toBeUndefined();
  expect(JSON.parse(install?.body.toString() ?? "")).toEqual({
    cid: functionId,
    uri: `https://${functionId}.ipfs.example/manifest.json`,
    subgroup: "topic-1",
  });
  const told = JSON.parse(stdout) as { transaction: string; sent: boolean; activation: string[] };
  expect(told.sent).toBe(true);
  expect(told.transaction).toBe(
    `allorad tx emissions push-topic CREATOR 'it'\\''s a topic' ${functionId} mini.wasm 7200 bafybeigpiwl3o73zvvl6dxdqu7zqcub5mhg65jiky2xqb4rdhfmikswzqm allora-inference-function.wasm 3600 ''`,
  );
  expect(told.activation).toEqual([
    `allorad tx emissions request-inference SENDER '{"nonce":"1","topic_id":"TOPIC_ID","cadence":"3600","max_price_per_inference":"1","bid_amount":"10000","timestamp_valid_until":"UNIX_SECONDS"}'`,
    "allorad tx emissions reactivate-topic SENDER TOPIC_ID",
  ]);
});

test("a leading dash is not a flag", () => {
  const settings = validateProject(
    JSON.stringify({ name: "mini", topic: { metadata: "-5 to 5", defaultArg: "--x" } }),
    "weightkit.json",
  );
  expect(pushTopicCommand(settings, "bafy")).toMatch(
    /^allorad tx emissions push-topic -- CREATOR '-5 to 5' bafy mini\.wasm .* --x$/,
  );
});

test("a dry run sends nothing", async () => {
  const { cwd, functionId } = await project();
  const { code, stdout } = await weightkit(["publish", "--repo", `${base}/r`, "--dry-run"], {
    cwd,
  });
  expect(code).toBe(0);
  expect(received).toEqual([]);
  expect(stdout).toContain(`POST ${base}/r/api/submit`);
  expect(stdout).toContain(functionId);
});

describe("the token", () => {
  const SECRET = "s3cr3t+/=token";

  test("never appears in what the other side echoes, however it spells it", async () => {
    const { cwd } = await project();
    const echoes = [SECRET, encodeURIComponent(SECRET), Buffer.from(SECRET).toString("base64")];
    answer = () => ({ status: 403, body: `you sent ${echoes.join(" and ")}` });
    const env = { WEIGHTKIT_TOKEN: `  ${SECRET}\n` };
    const run = await weightkit(["publish", "--repo", base, "--json"], { cwd, env });
    expect(run.code).toBe(3);
    expect(received[0]?.headers.authorization).toBe(`Bearer ${SECRET}`);
    for (const echo of echoes) expect(run.stdout + run.stderr).not.toContain(echo);
    expect(run.stderr).toContain("you sent [redacted] and [redacted] and [redacted]");
  });

  test.each([`${SECRET}\nX-Evil: 1`, `${SECRET} x`, `${SECRET}é`])(
    "is refused, unnamed, when no header can carry it: %j",
    async (token) => {
      const { cwd } = await project();
      const env = { WEIGHTKIT_TOKEN: token, WEIGHTKIT_DEBUG: "1" };
      const run = await weightkit(["publish", "--repo", base, "--json"], { cwd, env });
      expect([run.code, received.length]).toEqual([3, 0]);
      expect(run.stderr).toContain("WK715");
      expect(run.stdout + run.stderr).not.toContain("s3cr3t");
    },
  );

  test.each(["", "  \n"])("is none when it is empty: %j", async (token) => {
    const { cwd, functionId } = await project();
    answer = () => ({ status: 200, body: JSON.stringify({ cid: functionId }) });
    const run = await weightkit(["publish", "--repo", base], {
      cwd,
      env: { WEIGHTKIT_TOKEN: token },
    });
    expect(run.code).toBe(0);
    expect(received[0]?.headers.authorization).toBeUndefined();
  });

  test.each(["ftp://me:pa55@host.example", "//me:pa55@host", "me:pa55@host.example"])(
    "nor does a password in an address: %s",
    async (address) => {
      const { cwd } = await project();
      const run = await weightkit(["publish", "--repo", address, "--json"], { cwd });
      expect(run.stderr).toContain("WK710");
      expect(run.stdout + run.stderr).not.toContain("pa55");
    },
  );
});

test.each([
  ['{"code":"408","message":"execution timed out"}', "WK716", "no worker answered in time"],
  ['{"code":500}', "WK716", "check the head node's log"],
  ["", null, ""],
  ['{"code":"200"}', null, ""],
])("a head node that answers 200 with %j", async (body, code, hint) => {
  const { cwd, functionId } = await project();
  answer = ({ url }) =>
    url.startsWith("/head")
      ? { status: 200, body }
      : { status: 200, body: JSON.stringify({ cid: functionId }) };
  const command = ["publish", "--repo", base, "--head", `${base}/head`];
  const run = await weightkit(command, { cwd });
  expect(run.code).toBe(code === null ? 0 : 3);
  expect(run.stderr).toContain(code ?? "");
  expect(run.stderr).toContain(hint);
});

test("a head node that cannot be reached: the package was uploaded anyway", async () => {
  const { cwd, functionId } = await project();
  answer = () => ({ status: 200, body: JSON.stringify({ cid: functionId }) });
  const command = ["publish", "--repo", base, "--head", "http://127.0.0.1:1"];
  const { code, stderr } = await weightkit(command, { cwd });
  expect(code).toBe(3);
  expect(stderr).toContain("The package was uploaded, but no node was asked to install it");
});

describe("what goes wrong is reported and never exits 0", () => {
  test.each([
    [401, "no", "WK712", 3],
    [500, "\u001b[2Jboom", "WK712", 3],
    [302, "", "WK712", 3],
    [200, "<html>", "WK714", 3],
    [200, "{}", "WK714", 3],
    [200, '{"cid":"bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354"}', "WK703", 5],
  ])("status %i, body %j", async (status, body, code, exit) => {
    const { cwd } = await project();
    answer = () => ({ status, body, location: `${base}/elsewhere` });
    const run = await weightkit(["publish", "--repo", base, "--json"], { cwd });
    const { errors } = JSON.parse(run.stdout) as { errors: { code: string; message: string }[] };
    expect(run.code).toBe(exit);
    expect(errors[0]?.code).toBe(code);
    expect(run.stderr).not.toContain("\u001b");
    expect(received).toHaveLength(1);
  });

  test.each([
    [["--gateway", "http://gateway.example"], "WK711"],
    [["--gateway", "ftp://gateway.example"], "WK710"],
    [["--gateway", "gateway.example"], "WK710"],
    [["--gateway", "https://me:pass@gateway.example"], "WK710"],
    [["--gateway", "https://a.example", "--repo", "https://b.example"], "WK108"],
    [[], "WK109"],
    [["--repo", "http://127.0.0.1:1"], "WK713"],
  ])("%j", async (args, code) => {
    const { cwd } = await project();
    const env = { WEIGHTKIT_TOKEN: "secret" };
    const run = await weightkit(["publish", ...args, "--json"], { cwd, env });
    const { errors } = JSON.parse(run.stdout) as { errors: { code: string }[] };
    expect(run.code).toBe(3);
    expect(errors[0]?.code).toBe(code);
    expect(run.stdout + run.stderr).not.toContain("secret");
  });

  test("a damaged package is not sent", async () => {
    const { cwd } = await project();
    writeFileSync(join(cwd, "build/mini.tar.gz"), "damaged");
    const run = await weightkit(["publish", "build", "--repo", base, "--json"], { cwd });
    expect(run.code).toBe(3);
    expect(received).toEqual([]);
  });
});
