import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { AttackDocument } from "@weightkit/testkit/internal/lab/attack/attack-document";
import { describe, expect, test } from "vitest";
import { temporaryFolder, weightkit, type CliResult } from "../support/run-cli.js";
import { miniProject, PRINTS } from "../support/mini-project.js";
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

  test("shows what a named victim loses, which is not the adversary", async () => {
    const cwd = ema();
    const args = ["ema.wasm", "--worlds", "2", "--adversary", "griefer", "--single-runs"];
    const { code, stdout } = await attacked([...args, "--victim", "1"], cwd);
    expect(code).toBe(0);
    expect(stdout).toMatch(/worker 1\s+is\s+the\s+victim/);
    expect(stdout).toMatch(/gain +victim/);
    const json = await attacked([...args, "--victim", "1", "--json"], cwd);
    const { victim, results } = JSON.parse(json.stdout) as AttackDocument;
    expect(victim).toBe(0);
    expect(results[0]?.victimGain?.seeds).toBe(2);
    const own = await attacked([...args, "--victim", "4"], cwd);
    expect(own.code).toBe(3);
    expect(own.stderr).toContain("WK105");
    expect(own.stderr).toContain("another worker than the adversary");
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

  test("searches for a plan, saves it, and tries it again", async () => {
    const cwd = ema();
    const search = ["ema.wasm", "--adaptive", "--evaluations", "120", "--worlds", "3"];
    const { code, stdout } = await attacked([...search, "--single-runs"], cwd);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Try it again:\s+weightkit\s+attack\s+--plan\s+attack-plan\.json/);
    const saved = readFileSync(join(cwd, "attack-plan.json"), "utf8");
    // Names are free under this rule, and the search begins with them.
    expect(JSON.parse(saved)).toMatchObject({ worker: 3, plan: { names: 5 } });
    const again = await attacked(
      ["ema.wasm", "--plan", "attack-plan.json", "--worlds", "3", "--single-runs", "--json"],
      cwd,
    );
    const { results, plan } = JSON.parse(again.stdout) as AttackDocument;
    expect(results).toHaveLength(1);
    expect(plan).toMatchObject({ names: 5 });
    expect(results[0]?.gain.meanGain).toBeGreaterThan(0.25);
    writeFileSync(join(cwd, "bad.json"), saved.replace('"names": 5', '"names": 50'));
    const bad = await attacked(["ema.wasm", "--plan", "bad.json"], cwd);
    expect(bad.code).toBe(3);
    expect(bad.stderr).toContain("WK669");
    expect(bad.stderr).toContain("plan.names is not a whole number from 2 to 5");
  });

  test("a search that may have one name and see nobody finds no gain in flat shares", async () => {
    const cwd = ema();
    const line = "ema.wasm --adaptive --names 1 --knows own --evaluations 60 --time 60 --worlds 2";
    const more = ["--save-plan", "p/one.json", "--worker", "1", "--single-runs", "--json"];
    const { stdout } = await attacked([...line.split(" "), ...more], cwd);
    const { results, evaluations } = JSON.parse(stdout) as AttackDocument;
    expect(evaluations).toBeLessThanOrEqual(60);
    expect(results[0]?.gain.meanGain).toBeLessThan(0.01);
    expect(readFileSync(join(cwd, "p/one.json"), "utf8")).toContain("weightkit.attack-plan");
  });

  test("an adversary that nobody knows", async () => {
    const { code, stderr } = await weightkit(["attack", "--adversary", "three-name"]);
    expect(code).toBe(3);
    expect(stderr).toContain("WK105");
    expect(stderr).toContain("three-names");
  });

  test("a project of a topic of classes is refused: its grade would mean nothing", async () => {
    const topic = { inferenceCadence: 3600, weightCadence: 7200, valueKind: "class" };
    const cwd = miniProject(PRINTS, { topic: { ...topic, classes: ["dry", "wet"] } });
    const { code, stdout, stderr } = await weightkit(["attack", "--worlds", "2"], { cwd });
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain('error WK676: The project\'s topic has values of the kind "class"');
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
