import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { writeAll } from "../../support/mini-project.js";
import { linkPackages, VITEST, VITEST_ENV } from "../../support/own-tests.js";
import { temporaryFolder, weightkit } from "../../support/run-cli.js";

const fileOf = (file: string): string =>
  readFileSync(join(import.meta.dirname, "../../planted", file), "utf8");
const topic = { inferenceCadence: 3600, weightCadence: 7200 };
const STRANGER = "allo1vpw2lf660x8yvwxpuzw2u5677e2c82zndwdnst";

/** A project with a planted fault. */
function planted(fault: string, settings: object = {}): string {
  const cwd = temporaryFolder();
  writeAll(cwd, {
    "weightkit.json": JSON.stringify({ name: "planted", topic, ...settings }),
    "logic/io.ts": fileOf("io.ts"),
    "logic/weights.ts": fileOf(`${fault}/weights.ts`),
  });
  return cwd;
}

describe("a property that does not hold", () => {
  const args = ["check", "--property", "known-workers", "--runs", "5"];

  test("is reported with the smallest round, the reason and the line that finds it again", async () => {
    const cwd = planted("stranger");
    const { code, stdout, stderr } = await weightkit(args, { cwd });
    expect(code).toBe(7);
    expect(stdout).toContain("FAIL known-workers  only workers of the payload get a weight");
    expect(stdout).toContain(`"${STRANGER}" gets a weight and is not in the payload`);
    expect(stdout).toContain("generated round of 1 worker and ");
    expect(stdout).toContain(
      "reproduce: weightkit check --seed 1 --property known-workers --runs 5",
    );
    expect(stdout).toContain("1 property does not hold, 0 properties hold");
    expect(stderr).toBe("wrote .weightkit/failures/known-workers.json\n");
    // The same seed, the same bytes.
    expect((await weightkit(args, { cwd: planted("stranger") })).stdout).toBe(stdout);
  });

  test("is saved as a round that `run` repeats, judged first, and removed once it holds", async () => {
    const cwd = planted("stranger");
    await weightkit(args, { cwd });
    const file = ".weightkit/failures/known-workers.json";
    const run = await weightkit(["run", file], { cwd });
    expect(run.code).toBe(0);
    expect(run.stdout).toContain(STRANGER);
    const again = await weightkit([...args, "--json"], { cwd });
    const [saved] = (JSON.parse(again.stdout) as { properties: object[] }).properties;
    expect(saved).toMatchObject({ status: "fails", rounds: 1, counterexample: { from: "saved" } });
    const code = fileOf("stranger/weights.ts");
    writeFileSync(
      join(cwd, "logic/weights.ts"),
      code.replace(`"${STRANGER}"`, "payload.workers[0].worker"),
    );
    const fixed = await weightkit(args, { cwd });
    expect(fixed.stdout).toContain("the saved failure is fixed");
    expect(fixed.code).toBe(0);
    expect(existsSync(join(cwd, file))).toBe(false);
  });

  test("becomes a test on request, which fails as long as it does not hold", async () => {
    const cwd = planted("stranger");
    const { stderr } = await weightkit([...args, "--write-test"], { cwd });
    expect(stderr).toContain("wrote test/check/known-workers.test.ts\n");
    linkPackages(cwd, ["@weightkit", "vitest"]);
    const options = { cwd, encoding: "utf8", env: VITEST_ENV } as const;
    const failing = spawnSync(process.execPath, [VITEST, "run"], options);
    expect(failing.stdout + failing.stderr).toContain("is not in the payload");
    expect(failing.status).toBe(1);
  });

  test("may be an exception with a reason", async () => {
    const check = { exceptions: { "known-workers": "the author is paid" } };
    const { code, stdout } = await weightkit(args, { cwd: planted("stranger", { check }) });
    expect(stdout).toContain("known-workers  exception: the author is paid");
    expect(code).toBe(0);
  });
});

test("a property that nobody knows is refused, with the nearest name", async () => {
  const { code, stderr } = await weightkit(["check", "--property", "worker-oder"], {
    cwd: planted("stranger"),
  });
  expect(code).toBe(3);
  expect(stderr).toContain("Did you mean worker-order?");
});

test("an exception that is not a property is refused at its place", async () => {
  const check = { exceptions: { "worker-oder": "no" } };
  const { code, stderr } = await weightkit(["check"], { cwd: planted("stranger", { check }) });
  expect(code).toBe(3);
  expect(stderr).toContain('Did you mean "worker-order"?');
});
