import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { weightkit } from "../../support/run-cli.js";
import { PublishScene } from "./scene.js";

const scene = new PublishScene();

// What is tested is how often something is tried, not how long is waited before.
const { setTimeout: wait } = globalThis;
beforeEach(() => {
  // Node's own HTTP client hands its timers what they act on: they stay as they are.
  const scaled = (
    done: (...args: unknown[]) => void,
    milliseconds: number,
    ...args: unknown[]
  ): NodeJS.Timeout => wait(done, args.length === 0 ? milliseconds / 20 : milliseconds, ...args);
  vi.stubGlobal("setTimeout", scaled);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe("a disturbed network", () => {
  const args = ["publish", "--force", "--json"];
  const codeOf = (stdout: string): unknown =>
    (JSON.parse(stdout) as { errors?: { code: string }[] }).errors?.[0]?.code;

  test.each([503, 502, 504, 429])(
    "a server that answers %i once is asked again",
    async (status) => {
      const { cwd } = await scene.project();
      let first = true;
      scene.network.disturb = () => {
        if (!first) return null;
        first = false;
        return { status };
      };
      expect((await weightkit([...args, "--repo", scene.base], { cwd })).code).toBe(0);
      expect(scene.network.paths()).toEqual(["/api/submit", "/api/submit"]);
    },
  );

  test("a connection that is cut is made again", async () => {
    const { cwd } = await scene.project();
    let first = true;
    scene.network.disturb = (_, response) => {
      if (!first) return null;
      first = false;
      response.destroy();
      return "gone";
    };
    expect((await weightkit([...args, "--repo", scene.base], { cwd })).code).toBe(0);
    expect(scene.received).toHaveLength(2);
  });

  test("a server that stays cut off is reported after three tries", async () => {
    const { cwd } = await scene.project();
    scene.network.disturb = (_, response) => {
      response.destroy();
      return "gone";
    };
    const run = await weightkit([...args, "--repo", scene.base], { cwd });
    expect([run.code, codeOf(run.stdout), scene.received.length]).toEqual([3, "WK713", 3]);
  });

  test("an answer without end is cut off", async () => {
    const { cwd } = await scene.project();
    scene.network.disturb = (_, response) => {
      response.writeHead(200);
      const more = (): void => {
        while (!response.destroyed && response.write("x".repeat(65_536)));
      };
      response.on("drain", more);
      more();
      return "gone";
    };
    const run = await weightkit([...args, "--repo", scene.base], { cwd });
    expect([run.code, codeOf(run.stdout), scene.received.length]).toEqual([3, "WK714", 1]);
    expect(run.stdout).toContain("is longer than 1,048,576 bytes");
  });

  test("a head node whose workers do not have the function: not published", async () => {
    const { cwd } = await scene.project();
    const head = ["--gateway", scene.base, "--head", scene.base, "--subgroup", "allora-topic-2"];
    scene.network.disturb = ({ url }) =>
      url.endsWith("execute") ? { body: '{"code":"408","message":"timed out"}' } : null;
    const run = await weightkit([...args, ...head], { cwd });
    expect([run.code, codeOf(run.stdout)]).toEqual([3, "WK417"]);
    expect(scene.network.bodies("/api/v1/functions/execute")).toHaveLength(6);
  });

  test("a worker that gets the function later is waited for", async () => {
    const { cwd } = await scene.project();
    let tries = 0;
    scene.network.disturb = ({ url }) => {
      if (!url.endsWith("execute")) return null;
      tries += 1;
      return tries < 3 ? { body: '{"code":"404"}' } : null;
    };
    const run = await weightkit([...args, "--repo", scene.base, "--head", scene.base], { cwd });
    expect([run.code, tries]).toEqual([0, 3]);
  });

  test("a round with another result there: exit code 5", async () => {
    const { cwd } = await scene.project();
    const result = { stdout: '{"type":"weights","weights":{"x":"1"}}', stderr: "", exit_code: 0 };
    scene.network.disturb = ({ url }) =>
      url.endsWith("execute")
        ? { body: JSON.stringify({ code: "200", results: [{ result, frequency: 100 }] }) }
        : null;
    const run = await weightkit([...args, "--repo", scene.base, "--head", scene.base], { cwd });
    expect([run.code, codeOf(run.stdout)]).toEqual([5, "WK718"]);
  });
});

test.each([
  ['{"code":"408","message":"execution timed out"}', "WK716", "no worker answered in time"],
  ['{"code":500}', "WK716", "check the head node's log"],
  ["", null, ""],
  ['{"code":"200"}', null, ""],
])("a head node that answers 200 with %j", async (body, code, hint) => {
  const { cwd } = await scene.project();
  scene.network.disturb = ({ url }) => (url.endsWith("install") ? { body } : null);
  const command = [
    "publish",
    "--force",
    "--repo",
    scene.base,
    "--head",
    scene.base,
    "--skip-round",
  ];
  const run = await weightkit(command, { cwd });
  expect(run.code).toBe(code === null ? 0 : 3);
  expect(run.stderr).toContain(code ?? "");
  expect(run.stderr).toContain(hint);
});

test("a head node that cannot be reached: the package was uploaded anyway", async () => {
  const { cwd } = await scene.project();
  const command = ["publish", "--force", "--repo", scene.base, "--head", "http://127.0.0.1:1"];
  const { code, stderr } = await weightkit(command, { cwd });
  expect(code).toBe(3);
  expect(stderr).toContain("The package was uploaded, but no node was asked to install it");
});

describe("what goes wrong is reported and never exits 0", () => {
  test.each([
    [401, "no", "WK726", 3],
    [404, "no", "WK712", 3],
    [500, "\u001b[2Jboom", "WK725", 3],
    [302, "", "WK724", 3],
    [200, "<html>", "WK714", 3],
    [200, "{}", "WK714", 3],
    [200, '{"cid":"bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354"}', "WK703", 5],
  ])("status %i, body %j", async (status, body, code, exit) => {
    const { cwd } = await scene.project();
    scene.answers(status, body, `${scene.base}/elsewhere`);
    const run = await weightkit(["publish", "--force", "--repo", scene.base, "--json"], { cwd });
    const { errors } = JSON.parse(run.stdout) as { errors: { code: string; message: string }[] };
    expect(run.code).toBe(exit);
    expect(errors[0]?.code).toBe(code);
    expect(run.stderr).not.toContain("\u001b");
    expect(scene.received).toHaveLength(1);
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
    const { cwd } = await scene.project();
    const env = { WEIGHTKIT_TOKEN: "secret" };
    const run = await weightkit(["publish", "--force", ...args, "--json"], { cwd, env });
    const { errors } = JSON.parse(run.stdout) as { errors: { code: string }[] };
    expect(run.code).toBe(3);
    expect(errors[0]?.code).toBe(code);
    expect(run.stdout + run.stderr).not.toContain("secret");
  });

  test("a damaged package is not sent", async () => {
    const { cwd } = await scene.project();
    writeFileSync(join(cwd, "build/mini.tar.gz"), "damaged");
    const run = await weightkit(["publish", "build", "--force", "--repo", scene.base, "--json"], {
      cwd,
    });
    expect(run.code).toBe(3);
    expect(scene.received).toEqual([]);
  });
});
