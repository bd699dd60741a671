import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { recordPass } from "../../../src/package/check-record.js";
import { PRINTS } from "../../support/mini-project.js";
import { weightkit } from "../../support/run-cli.js";
import { PublishScene } from "./scene.js";

const scene = new PublishScene();

describe("what has not passed its check", () => {
  test("is refused, before anything is sent", async () => {
    const { cwd } = await scene.project();
    const run = await weightkit(["publish", "--repo", scene.base], { cwd });
    expect([run.code, scene.received.length]).toEqual([3, 0]);
    expect(run.stderr).toContain("WK719");
  });

  test("passes once `check` has written down that it held, until a source changes", async () => {
    const { cwd } = await scene.project();
    const { stdout } = await weightkit(["build", "--json"], { cwd });
    const { wasmSha256 } = JSON.parse(stdout) as { wasmSha256: string };
    recordPass(cwd, { wasmSha256, runs: 50, seed: 1 });
    expect((await weightkit(["publish", "--repo", scene.base], { cwd })).code).toBe(0);
    writeFileSync(join(cwd, "logic/weights.ts"), PRINTS.replace("{}", '{"a":"1"}'));
    expect((await weightkit(["publish", "--repo", scene.base], { cwd })).code).toBe(3);
  });
});

describe("a check that a stranger's project claims", () => {
  test("is not believed", async () => {
    const { cwd } = await scene.project();
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
      const run = await weightkit(["publish", "--repo", scene.base], { cwd });
      expect([run.code, run.stderr.includes("WK719")]).toEqual([3, true]);
    }
  });
});
