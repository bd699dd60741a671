import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { recordPass } from "../../src/package/check-record.js";
import { validateProject } from "../../src/project/validate.js";
import { pushTopicCommand } from "../../src/publish/topic-commands.js";
import { TRIAL_PAYLOAD } from "../../src/publish/trial-round.js";
import { FakeNetwork, type Received } from "../support/fake-network.js";
import { miniProject, PRINTS, writeAll } from "../support/mini-project.js";
import { weightkit } from "../support/run-cli.js";

let network: FakeNetwork;
let base: string;
let received: Received[];

beforeEach(async () => {
  network = await FakeNetwork.start();
  ({ url: base, received } = network);
});

afterEach(() => network.close());

test("rounds of a topic go to its own subgroup, and the worker of another one stays silent", async () => {
  const other = await FakeNetwork.start(["allora-topic-1", "allora-topic-2"]);
  try {
    const { cwd, functionId } = await project();
    [other.cid, other.ipfs] = [functionId, join(cwd, "build")];
    other.installed.set(functionId, join(cwd, "build"));
    writeAll(cwd, {
      "history/inferences.csv": `timestamp,worker,value\n${[0, 1, 2, 3].map((i) => `${1_700_006_400 + 3600 * i},allo1p7edgym0mpt64kggcehxe468rcz9mst4vpawmn,5\n`).join("")}`,
      "history/truth.csv": `timestamp,value,available_at\n1700006400,5,1700006400\n`,
    });
    const args = ["replay", "--engine", "b7s", "--head", other.url, "--single-runs", "--json"];
    const topic2 = await weightkit([...args, "--subgroup", "allora-topic-2"], { cwd });
    const { topics } = JSON.parse(topic2.stdout) as { topics: { rounds: { ran: number } }[] };
    const ran = topics[0]?.rounds.ran ?? 0;
    expect(ran).toBeGreaterThan(0);
    expect([...other.runs]).toEqual([["allora-topic-2", ran]]);
    await weightkit([...args, "--subgroup", "allora-topic-1"], { cwd });
    expect([...other.runs]).toEqual([
      ["allora-topic-2", ran],
      ["allora-topic-1", ran],
    ]);
  } finally {
    await other.close();
  }
});

/** Answers everything alike. */
function answers(status: number, body: string, location?: string): void {
  const headers = location === undefined ? {} : { location };
  network.disturb = () => ({ status, body, headers });
}

async function project(): Promise<{ cwd: string; functionId: string }> {
  const cwd = miniProject(PRINTS, { topic: { metadata: "it's a topic", weightCadence: 7200 } });
  const { stdout } = await weightkit(["build", "--json"], { cwd });
  const { functionId } = JSON.parse(stdout) as { functionId: string };
  network.cid = functionId;
  network.ipfs = join(cwd, "build");
  return { cwd, functionId };
}

test("uploads both files with the token, has the function installed by its cid alone, and runs one round", async () => {
  const { cwd, functionId } = await project();
  const args = ["publish", "--gateway", base, "--head", base, "--subgroup", "allora-topic-1"];
  const run = await weightkit([...args, "--force", "--json"], {
    cwd,
    env: { WEIGHTKIT_TOKEN: "secret" },
  });
  expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: "" });
  const [up, install, execute] = received;
  expect([up?.method, up?.url]).toEqual(["POST", "/api/v1/registry"]);
  expect(up?.headers.authorization).toBe("Bearer secret");
  const body = up?.body.toString("latin1") ?? "";
  expect(body).toContain('name="manifest"; filename="manifest.json"');
  expect(body).toContain('name="wasi_archive"; filename="mini.tar.gz"');
  expect(body).toContain(readFileSync(join(cwd, "build/mini.tar.gz")).toString("latin1"));
  expect([install?.method, install?.url]).toEqual(["POST", "/api/v1/functions/install"]);
  expect(install?.headers.authorization).toBeUndefined();
  expect(install?.body.toString()).toBe(`{"cid":"${functionId}","subgroup":"allora-topic-1"}`);
  expect([execute?.method, execute?.url]).toEqual(["POST", "/api/v1/functions/execute"]);
  expect(execute?.headers["content-type"]).toBe("application/json");
  expect(execute?.body.toString()).toBe(
    `{"function_id":"${functionId}","method":"mini.wasm","topic":"allora-topic-1","config":{"stdin":${JSON.stringify(TRIAL_PAYLOAD)},"number_of_nodes":1,"env_vars":[{"name":"TOPIC_ID","value":"1"}],"runtime":{"limited_fuel":1000000000}}}`,
  );
  expect(received).toHaveLength(3);
  const output = '{"type":"weights","weights":{}}\n';
  expect(JSON.parse(run.stdout)).toMatchObject({
    ...{ ok: true, sent: true, functionId, installedId: functionId, manifestUrl: null },
    round: {
      ...{ exitCode: 0, stdoutBytes: 32 },
      stdoutSha256: createHash("sha256").update(output).digest("hex"),
    },
    commands: [
      `allorad tx emissions push-topic CREATOR 'it'\\''s a topic' ${functionId} mini.wasm 7200 bafybeigpiwl3o73zvvl6dxdqu7zqcub5mhg65jiky2xqb4rdhfmikswzqm allora-inference-function.wasm 3600 ''`,
      `allorad tx emissions request-inference SENDER '{"nonce":"1","topic_id":"TOPIC_ID","cadence":"3600","max_price_per_inference":"1","bid_amount":"10000","timestamp_valid_until":"UNIX_SECONDS"}'`,
      "allorad tx emissions reactivate-topic SENDER TOPIC_ID",
    ],
  });
});

test("a manifest's address gives the function another id, which is reported and run", async () => {
  const { cwd, functionId } = await project();
  const port = await freePort();
  const uri = `http://127.0.0.1:${port}/manifest.json`;
  const id = createHash("sha256").update(uri).digest("hex");
  const serve = ["--serve", `http://127.0.0.1:${port}`];
  const run = await weightkit(["publish", "--head", base, ...serve, "--force"], { cwd });
  expect(run).toMatchObject({ code: 0, stderr: "" });
  expect(network.bodies("/api/v1/functions/install")).toEqual([
    `{"cid":"${functionId}","uri":"${uri}"}`,
  ]);
  const [execute = ""] = network.bodies("/api/v1/functions/execute");
  expect(JSON.parse(execute)).toMatchObject({ function_id: id });
  expect([...network.installed.keys()]).toEqual([id]);
  expect(run.stdout).toContain(`under the id ${id}`);
  expect(run.stdout).toContain("a topic that names the function id does not find it there");
  expect(run.stdout).toContain("one round there: exit code 0, the same 32 bytes");
  // What was served is closed again.
  await expect(fetch(uri)).rejects.toThrow("fetch failed");
});

test("{cid} in a manifest's address stands for the function id", async () => {
  const { cwd, functionId } = await project();
  const address = ["--manifest-url", "https://{cid}.ipfs.example/manifest.json"];
  const args = ["publish", "--repo", base, "--head", base, ...address, "--dry-run", "--json"];
  const { stdout } = await weightkit(args, { cwd });
  const uri = `https://${functionId}.ipfs.example/manifest.json`;
  const installedId = createHash("sha256").update(uri).digest("hex");
  expect(JSON.parse(stdout)).toMatchObject({ manifestUrl: uri, installedId });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}

describe("what has not passed its check", () => {
  test("is refused, before anything is sent", async () => {
    const { cwd } = await project();
    const run = await weightkit(["publish", "--repo", base], { cwd });
    expect([run.code, received.length]).toEqual([3, 0]);
    expect(run.stderr).toContain("WK719");
  });

  test("passes once `check` has written down that it held, until a source changes", async () => {
    const { cwd } = await project();
    const { stdout } = await weightkit(["build", "--json"], { cwd });
    const { wasmSha256 } = JSON.parse(stdout) as { wasmSha256: string };
    recordPass(cwd, { wasmSha256, runs: 50, seed: 1 });
    expect((await weightkit(["publish", "--repo", base], { cwd })).code).toBe(0);
    writeFileSync(join(cwd, "logic/weights.ts"), PRINTS.replace("{}", '{"a":"1"}'));
    expect((await weightkit(["publish", "--repo", base], { cwd })).code).toBe(3);
  });
});

describe("a check that a stranger's project claims", () => {
  test("is not believed", async () => {
    const { cwd } = await project();
    const { stdout } = await weightkit(["build", "--json"], { cwd });
    const { wasmSha256 } = JSON.parse(stdout) as { wasmSha256: string };
    recordPass(cwd, { wasmSha256: "0".repeat(64), runs: 50, seed: 1 });
    const path = join(cwd, ".weightkit/checked.json");
    const sealed = readFileSync(path, "utf8");
    for (const planted of [
      sealed.replace("0".repeat(64), wasmSha256),
      JSON.stringify({
        ...{ format: "weightkit.checked", version: 1 },
        passed: [{ wasmSha256, runs: 50, seed: 1 }],
      }),
    ]) {
      writeFileSync(path, planted);
      const run = await weightkit(["publish", "--repo", base], { cwd });
      expect([run.code, run.stderr.includes("WK719")]).toEqual([3, true]);
    }
  });
});

describe("a disturbed network", () => {
  const args = ["publish", "--force", "--json"];
  const codeOf = (stdout: string): unknown =>
    (JSON.parse(stdout) as { errors?: { code: string }[] }).errors?.[0]?.code;

  test.each([503, 502, 504, 429])(
    "a server that answers %i once is asked again",
    async (status) => {
      const { cwd } = await project();
      let first = true;
      network.disturb = () => {
        if (!first) return null;
        first = false;
        return { status };
      };
      expect((await weightkit([...args, "--repo", base], { cwd })).code).toBe(0);
      expect(network.paths()).toEqual(["/api/submit", "/api/submit"]);
    },
  );

  test("a connection that is cut is made again", async () => {
    const { cwd } = await project();
    let first = true;
    network.disturb = (_, response) => {
      if (!first) return null;
      first = false;
      response.destroy();
      return "gone";
    };
    expect((await weightkit([...args, "--repo", base], { cwd })).code).toBe(0);
    expect(received).toHaveLength(2);
  });

  test("a server that stays cut off is reported after three tries", async () => {
    const { cwd } = await project();
    network.disturb = (_, response) => {
      response.destroy();
      return "gone";
    };
    const run = await weightkit([...args, "--repo", base], { cwd });
    expect([run.code, codeOf(run.stdout), received.length]).toEqual([3, "WK713", 3]);
  });

  test("an answer without end is cut off", async () => {
    const { cwd } = await project();
    network.disturb = (_, response) => {
      response.writeHead(200);
      const more = (): void => {
        while (!response.destroyed && response.write("x".repeat(65_536)));
      };
      response.on("drain", more);
      more();
      return "gone";
    };
    const run = await weightkit([...args, "--repo", base], { cwd });
    expect([run.code, codeOf(run.stdout), received.length]).toEqual([3, "WK713", 1]);
    expect(run.stdout).toContain("its answer is longer than 1048576 bytes");
  });

  test("a head node whose workers do not have the function: not published", async () => {
    const { cwd } = await project();
    const head = ["--gateway", base, "--head", base, "--subgroup", "allora-topic-2"];
    network.disturb = ({ url }) =>
      url.endsWith("execute") ? { body: '{"code":"408","message":"timed out"}' } : null;
    const run = await weightkit([...args, ...head], { cwd });
    expect([run.code, codeOf(run.stdout)]).toEqual([3, "WK417"]);
    expect(network.bodies("/api/v1/functions/execute")).toHaveLength(6);
  }, 40_000);

  test("a worker that gets the function later is waited for", async () => {
    const { cwd } = await project();
    let tries = 0;
    network.disturb = ({ url }) => {
      if (!url.endsWith("execute")) return null;
      tries += 1;
      return tries < 3 ? { body: '{"code":"404"}' } : null;
    };
    const run = await weightkit([...args, "--repo", base, "--head", base], { cwd });
    expect([run.code, tries]).toEqual([0, 3]);
  });

  test("a round with another result there: exit code 5", async () => {
    const { cwd } = await project();
    const result = { stdout: '{"type":"weights","weights":{"x":"1"}}', stderr: "", exit_code: 0 };
    network.disturb = ({ url }) =>
      url.endsWith("execute")
        ? { body: JSON.stringify({ code: "200", results: [{ result, frequency: 100 }] }) }
        : null;
    const run = await weightkit([...args, "--repo", base, "--head", base], { cwd });
    expect([run.code, codeOf(run.stdout)]).toEqual([5, "WK718"]);
  });
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
    answers(403, `you sent ${echoes.join(" and ")}`);
    const env = { WEIGHTKIT_TOKEN: `  ${SECRET}\n` };
    const run = await weightkit(["publish", "--force", "--repo", base, "--json"], { cwd, env });
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
      const run = await weightkit(["publish", "--force", "--repo", base, "--json"], { cwd, env });
      expect([run.code, received.length]).toEqual([3, 0]);
      expect(run.stderr).toContain("WK715");
      expect(run.stdout + run.stderr).not.toContain("s3cr3t");
    },
  );

  test.each(["", "  \n"])("is none when it is empty: %j", async (token) => {
    const { cwd } = await project();
    const run = await weightkit(["publish", "--force", "--repo", base], {
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
      const run = await weightkit(["publish", "--force", "--repo", address, "--json"], { cwd });
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
  const { cwd } = await project();
  network.disturb = ({ url }) => (url.endsWith("install") ? { body } : null);
  const command = ["publish", "--force", "--repo", base, "--head", base, "--skip-round"];
  const run = await weightkit(command, { cwd });
  expect(run.code).toBe(code === null ? 0 : 3);
  expect(run.stderr).toContain(code ?? "");
  expect(run.stderr).toContain(hint);
});

test("a head node that cannot be reached: the package was uploaded anyway", async () => {
  const { cwd } = await project();
  const command = ["publish", "--force", "--repo", base, "--head", "http://127.0.0.1:1"];
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
    answers(status, body, `${base}/elsewhere`);
    const run = await weightkit(["publish", "--force", "--repo", base, "--json"], { cwd });
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
    const run = await weightkit(["publish", "--force", ...args, "--json"], { cwd, env });
    const { errors } = JSON.parse(run.stdout) as { errors: { code: string }[] };
    expect(run.code).toBe(3);
    expect(errors[0]?.code).toBe(code);
    expect(run.stdout + run.stderr).not.toContain("secret");
  });

  test("a damaged package is not sent", async () => {
    const { cwd } = await project();
    writeFileSync(join(cwd, "build/mini.tar.gz"), "damaged");
    const run = await weightkit(["publish", "build", "--force", "--repo", base, "--json"], { cwd });
    expect(run.code).toBe(3);
    expect(received).toEqual([]);
  });
});
