import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { validateProject } from "../../../src/project/validate.js";
import { pushTopicCommand } from "../../../src/publish/topic-commands.js";
import { TRIAL_PAYLOAD } from "../../../src/publish/trial-round.js";
import { FakeNetwork } from "../../support/fake-network.js";
import { writeAll } from "../../support/mini-project.js";
import { weightkit } from "../../support/run-cli.js";
import { PublishScene } from "./scene.js";

const scene = new PublishScene();

test("rounds of a topic go to its own subgroup, and the worker of another one stays silent", async () => {
  const other = await FakeNetwork.start(["allora-topic-1", "allora-topic-2"]);
  try {
    const { cwd, functionId } = await scene.project();
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
test("uploads both files with the token, has the function installed by its cid alone, and runs one round", async () => {
  const { cwd, functionId } = await scene.project();
  const args = [
    "publish",
    "--gateway",
    scene.base,
    "--head",
    scene.base,
    "--subgroup",
    "allora-topic-1",
  ];
  const run = await weightkit([...args, "--force", "--json"], {
    cwd,
    env: { WEIGHTKIT_TOKEN: "secret" },
  });
  expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: "" });
  const [up, install, execute] = scene.received;
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
  expect(scene.received).toHaveLength(3);
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
  const { cwd, functionId } = await scene.project();
  const port = await freePort();
  const uri = `http://127.0.0.1:${port}/manifest.json`;
  const id = createHash("sha256").update(uri).digest("hex");
  const serve = ["--serve", `http://127.0.0.1:${port}`];
  const run = await weightkit(["publish", "--head", scene.base, ...serve, "--force"], { cwd });
  expect(run).toMatchObject({ code: 0, stderr: "" });
  expect(scene.network.bodies("/api/v1/functions/install")).toEqual([
    `{"cid":"${functionId}","uri":"${uri}"}`,
  ]);
  const [execute = ""] = scene.network.bodies("/api/v1/functions/execute");
  expect(JSON.parse(execute)).toMatchObject({ function_id: id });
  expect([...scene.network.installed.keys()]).toEqual([id]);
  expect(run.stdout).toContain(`under the id ${id}`);
  expect(run.stdout).toContain("a topic that names the function id does not find it there");
  expect(run.stdout).toContain("one round there: exit code 0, the same 32 bytes");
  // What was served is closed again.
  await expect(fetch(uri)).rejects.toThrow("fetch failed");
});

test("{cid} in a manifest's address stands for the function id", async () => {
  const { cwd, functionId } = await scene.project();
  const address = ["--manifest-url", "https://{cid}.ipfs.example/manifest.json"];
  const args = [
    "publish",
    "--repo",
    scene.base,
    "--head",
    scene.base,
    ...address,
    "--dry-run",
    "--json",
  ];
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
  const { cwd, functionId } = await scene.project();
  const { code, stdout } = await weightkit(["publish", "--repo", `${scene.base}/r`, "--dry-run"], {
    cwd,
  });
  expect(code).toBe(0);
  expect(scene.received).toEqual([]);
  expect(stdout).toContain(`POST ${scene.base}/r/api/submit`);
  expect(stdout).toContain(functionId);
});
