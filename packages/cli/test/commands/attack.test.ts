import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { AttackDocument } from "@weightkit/testkit/internal/lab/attack/attack-document";
import { describe, expect, test } from "vitest";
import { temporaryFolder, weightkit, type CliResult } from "../support/run-cli.js";
import { prints, wasm } from "../support/wat.js";

const MODULES = new URL("../../../testkit/test/metering/corpus/modules/", import.meta.url);
const URL_OF_TRUTH = "https://data.example/traffic/101?at={timestamp}";

/** The template ema-absolute-error, built. */
function ema(): string {
  const cwd = temporaryFolder();
  const file = new URL("template_ema-absolute-error_weights_Oz.wasm.gz", MODULES);
  writeFileSync(join(cwd, "ema.wasm"), gunzipSync(readFileSync(file)));
  return cwd;
}

const attacked = async (args: readonly string[], cwd: string): Promise<CliResult> => {
  const truth = ["--truth-url", URL_OF_TRUTH, "--truth-pointer", "/delay"];
  return weightkit(["attack", ...args, ...truth], { cwd });
};

describe("weightkit attack", () => {
  test("prints gains as a table, and as JSON", async () => {
    const cwd = ema();
    const args = [
      "ema.wasm",
      "--worlds",
      "2",
      "--adversary",
      "three-names",
      "--adversary",
      "noise",
    ];
    const { code, stdout } = await attacked(args, cwd);
    expect(code).toBe(0);
    expect(stdout).toMatch(/three-names +12\.\d% +30\.\d% +\+1[78]\.\d/);
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    const json = await attacked([...args, "--worker", "8", "--seed", "9", "--json"], cwd);
    const document = JSON.parse(json.stdout) as AttackDocument;
    expect(document).toMatchObject({ format: "weightkit.attack", worlds: 2, worker: 7, seed: 9 });
    expect(document.results.map(({ adversary }) => adversary.name)).toEqual([
      "three-names",
      "noise",
    ]);
  });

  test("the same line prints the same bytes", async () => {
    const cwd = ema();
    const args = ["ema.wasm", "--worlds", "2", "--adversary", "garbage", "--json"];
    expect((await attacked(args, cwd)).stdout).toBe((await attacked(args, cwd)).stdout);
  });

  test("lists the adversaries", async () => {
    const { code, stdout } = await weightkit(["attack", "--adversary", "list"]);
    expect(code).toBe(0);
    expect(stdout).toContain("three-names\n  registers two more names");
    const { stdout: json } = await weightkit(["attack", "--adversary", "list", "--json"]);
    expect(JSON.parse(json)).toContainEqual(expect.objectContaining({ name: "copy-median" }));
  });

  test("an adversary that nobody knows", async () => {
    const { code, stderr } = await weightkit(["attack", "--adversary", "three-name"]);
    expect(code).toBe(3);
    expect(stderr).toContain("WK105");
    expect(stderr).toContain("three-names");
  });

  test("logic that gives these workers no weight, and logic that fails", async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, "a.wasm"), await wasm(prints('{"type":"weights","weights":{}}')));
    writeFileSync(join(cwd, "b.wasm"), await wasm(prints("nonsense")));
    const none = await weightkit(["attack", "a.wasm", "--worlds", "2"], { cwd });
    expect(none.code).toBe(1);
    expect(none.stderr).toContain("WK660");
    const failed = await weightkit(["attack", "b.wasm", "--worlds", "2"], { cwd });
    expect(failed.stderr).toContain("its first round failed with WK5");
  });
});
