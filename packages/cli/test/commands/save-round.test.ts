import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readRoundFixture } from "@weightkit/testkit";
import { describe, expect, test } from "vitest";
import { keptFolder, temporaryFolder, weightkit } from "../support/run-cli.js";
import { prints, wasm } from "../support/wat.js";

const EXAMPLE = resolve(import.meta.dirname, "../../../../examples/sf-traffic");

describe("a round of a project that asks for truth over HTTP", () => {
  const cwd = keptFolder();
  for (const name of ["weightkit.json", "logic", "history"])
    cpSync(join(EXAMPLE, name), join(cwd, name), { recursive: true });

  test.each(["chain", "seed"])("is repeated to the byte (%s)", async (profile) => {
    const folder = `rounds-${profile}`;
    const saved = await weightkit(
      ["replay", "--profile", profile, "--save-round", "3,70", folder],
      { cwd },
    );
    expect(saved.code).toBe(0);
    const files = readdirSync(join(cwd, folder)).sort();
    const second = profile === "chain" ? ["round-3-second.json"] : [];
    expect(files.filter((name) => name.includes("-3"))).toEqual([...second, "round-3.json"]);
    expect(saved.stderr).toContain(`wrote ${files.length} rounds to ${folder}`);
    const { request } = readRoundFixture(join(cwd, folder, "round-70.json"));
    expect(request.answers.length).toBeGreaterThan(0);
    for (const file of files) {
      const { code, stderr } = await weightkit(["run", `${folder}/${file}`], { cwd });
      expect(stderr).toContain(`${folder}/${file}: repeated to the byte`);
      expect(code).toBe(0);
    }
  });

  test("differs, with exit code 5, when the fixture expects other weights", async () => {
    const path = join(cwd, "rounds-chain/round-3.json");
    const text = readFileSync(path, "utf8");
    const [, fuel = ""] = /"fuel": (\d+),\n *"memoryPages": 4,/.exec(text) ?? [];
    writeFileSync(join(cwd, "other.json"), text.replace(`"fuel": ${fuel},`, '"fuel": 17,'));
    const { code, stderr } = await weightkit(["run", "other.json"], { cwd });
    expect(code).toBe(5);
    expect(stderr).toContain("error WK471");
    expect(stderr).toContain("instead of 17");
    const json = await weightkit(["run", "other.json", "--json"], { cwd });
    expect(json.code).toBe(5);
    expect(JSON.parse(json.stdout)).toMatchObject({
      ok: false,
      fixture: { file: "other.json", differences: [expect.stringContaining("instead of 17")] },
    });
  });

  test("holds all that it sees: options that contradict it are refused", async () => {
    const { code, stderr } = await weightkit(
      ["run", "rounds-chain/round-3.json", "--seed", "4", "--truth", "t.csv"],
      { cwd },
    );
    expect(code).toBe(3);
    expect(stderr.match(/error WK108/g)).toHaveLength(2);
  });
});

const A = "allo1xfr553c46zu2688r58qp9xy5yv4hfxnkumeuap";

/** Two topics with nine hourly sets of one worker. */
async function topics(logic: string, saving: readonly string[], more: readonly string[] = []) {
  const cwd = temporaryFolder();
  const times = Array.from({ length: 9 }, (_, i) => 1_700_006_400 + i * 3600);
  const rows = ["1", "2"].flatMap((topic) => times.map((time) => `${topic},${time},${A},2.5`));
  const truths = ["1", "2"].flatMap((topic) => times.map((time) => `${topic},${time},3,${time}`));
  writeFileSync(join(cwd, "logic.wasm"), await wasm(logic));
  writeFileSync(join(cwd, "i.csv"), `topic,timestamp,worker,value\n${rows.join("\n")}\n`);
  writeFileSync(join(cwd, "t.csv"), `topic,timestamp,value,available_at\n${truths.join("\n")}\n`);
  const cadences = ["--inference-cadence", "3600", "--weight-cadence", "7200"];
  const files = ["-i", "i.csv", "-t", "t.csv"];
  const args = ["replay", "logic.wasm", ...files, ...cadences, ...more];
  return { cwd, ...(await weightkit([...args, "--save-round", ...saving], { cwd })) };
}

describe("rounds of several topics", () => {
  test("are named by their topic, and run on the logic that --logic names", async () => {
    const logic = prints(`{"type":"weights","weights":{"${A}":"1"}}`);
    const { cwd, code } = await topics(logic, ["1", "rounds"], ["--single-runs"]);
    expect(code).toBe(0);
    expect(readdirSync(join(cwd, "rounds")).sort()).toEqual([
      "topic-1-round-1.json",
      "topic-2-round-1.json",
    ]);
    const path = "rounds/topic-2-round-1.json";
    expect(readRoundFixture(join(cwd, path)).request.env).toEqual({ TOPIC_ID: "2" });
    const again = await weightkit(["run", path, "--logic", "logic.wasm"], { cwd });
    expect(again.code).toBe(0);
    expect(again.stderr).toContain("repeated to the byte");
  });

  test("that fail keep their failure, and fail again", async () => {
    const { cwd, code, stderr } = await topics(
      prints("hm"),
      ["failed", "rounds"],
      ["--topic", "1"],
    );
    expect(code).not.toBe(0);
    const files = readdirSync(join(cwd, "rounds"));
    expect(stderr).toContain(`wrote ${files.length} rounds to rounds`);
    expect(files).toContain("round-1.json");
    const { failure } = readRoundFixture(join(cwd, "rounds/round-1.json")).expected;
    const again = await weightkit(["run", "rounds/round-1.json", "--logic", "logic.wasm"], { cwd });
    expect(again.code).toBe(code);
    expect(again.stderr).toContain("repeated to the byte");
    expect(again.stderr).toContain(failure?.code);
  });

  // Logic that forgets that latest_weights are multiplied by 100,000 gets here in a few rounds.
  test.each(["92233720368547.75808", "184467440737095.49"])(
    "that store weights beyond 2^53 are repeated: %s",
    async (weight) => {
      const logic = prints(`{"type":"weights","weights":{"${A}":"${weight}"}}`);
      const { cwd, code } = await topics(logic, ["1", "rounds"], ["--topic", "1"]);
      expect(code).toBe(0);
      const path = "rounds/round-1.json";
      const { stored } = readRoundFixture(join(cwd, path)).expected;
      expect(stored?.get(A)).toBe(Math.trunc(Number(weight) * 100_000));
      const again = await weightkit(["run", path, "--logic", "logic.wasm"], { cwd });
      expect(again.code).toBe(0);
      expect(again.stderr).toContain("repeated to the byte");
    },
  );

  test("that never ran are an error, and nothing is written", async () => {
    const logic = prints(`{"type":"weights","weights":{"${A}":"1"}}`);
    const { cwd, code, stderr } = await topics(logic, ["99", "rounds"]);
    expect(code).toBe(3);
    expect(stderr).toContain("WK144");
    expect(readdirSync(cwd)).not.toContain("rounds");
  });

  test("are not saved without a folder", async () => {
    const { code, stderr } = await topics(prints("hm"), ["first", "rounds"]);
    expect(code).toBe(3);
    expect(stderr).toContain("WK105");
  });
});
