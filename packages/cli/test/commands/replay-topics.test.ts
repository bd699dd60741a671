import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ReplayDocument } from "@weightkit/testkit/internal/report/json-document";
import { describe, expect, test } from "vitest";
import { temporaryFolder, weightkit } from "../support/run-cli.js";
import { prints, wasm } from "../support/wat.js";

const A = "allo1xfr553c46zu2688r58qp9xy5yv4hfxnkumeuap";
const START = 1_700_006_400;

/** Nine hourly sets of one worker in each of two topics, replayed with a round every two hours. */
async function replay(
  args: readonly string[],
  logic: string,
  table: string,
  cadences = ["--inference-cadence", "3600", "--weight-cadence", "7200"],
) {
  const cwd = temporaryFolder();
  const times = Array.from({ length: 9 }, (_, i) => START + i * 3600);
  const rows = ["1", "2"].flatMap((topic) => times.map((time) => `${topic},${time},${A},2.5`));
  const truths = ["1", "2"].flatMap((topic) => times.map((time) => `${topic},${time},3,${time}`));
  writeFileSync(join(cwd, "logic.wasm"), await wasm(logic));
  writeFileSync(join(cwd, "i.csv"), `topic,timestamp,worker,value\n${rows.join("\n")}\n`);
  writeFileSync(join(cwd, "t.csv"), `topic,timestamp,value,available_at\n${truths.join("\n")}\n`);
  writeFileSync(join(cwd, "topics.csv"), table);
  const files = ["-i", "i.csv", "-t", "t.csv", "--topics", "topics.csv"];
  return weightkit(["replay", "logic.wasm", ...files, ...cadences, ...args], { cwd });
}

const WEIGHTS = `{"type":"weights","weights":{"${A}":"1"}}`;

describe("a table of topics", () => {
  test("gives a topic its own cadences and value scale", async () => {
    const table = "topic,weight_cadence,value_scale\n2,14400,10\n";
    const { code, stdout } = await replay(["--json"], prints(WEIGHTS), table);
    const { topics } = JSON.parse(stdout) as ReplayDocument;
    expect(code).toBe(0);
    expect(topics.map(({ weightCadence }) => weightCadence)).toEqual([7200, 14_400]);
    // Sets until 28800: rounds at 0, 7200, …, 36000, and at 0, 14400, 28800, 43200.
    expect(topics.map(({ rounds }) => rounds.ran)).toEqual([5, 3]);
    // 2.5 becomes 3 without a scale, and stays 2.5 as 25 tenths; the truth is 3.
    expect(topics.map(({ errors }) => errors.weighted)).toEqual([0, 0.5]);
  });

  test("needs no cadence for all topics where each topic has its own", async () => {
    const table = "topic,inference_cadence,weight_cadence\n2,3600,14400\n1,3600,7200\n";
    const { code, stdout } = await replay(["--json"], prints(WEIGHTS), table, []);
    expect(code).toBe(0);
    const { topics } = JSON.parse(stdout) as ReplayDocument;
    expect(topics.map(({ weightCadence }) => weightCadence)).toEqual([7200, 14_400]);
    expect(topics.map(({ rounds }) => rounds.ran)).toEqual([5, 3]);
  });

  test("needs none of topics that are not replayed", async () => {
    const table = "topic,weight_cadence\n2,14400\n";
    const args = ["--json", "--topic", "2"];
    const { code } = await replay(args, prints(WEIGHTS), table, ["--inference-cadence", "3600"]);
    expect(code).toBe(0);
  });

  test("leads to the topics that have none", async () => {
    const table = "topic,weight_cadence\n1,\n";
    const { code, stderr } = await replay([], prints(WEIGHTS), table, [
      "--inference-cadence",
      "3600",
    ]);
    expect(code).toBe(3);
    expect(stderr.match(/^error.*$/gm)).toEqual([
      "error WK614: topics.csv, row 2, weight_cadence: Topic 1 has no weight cadence",
      "error WK614: topics.csv: Topic 2 has no weight cadence",
    ]);
  });

  test("is refused with all its faults", async () => {
    const table =
      "topic,weight_cadence,truth_url\n1,soon,\n3,3600,\n1,,\n2,,https://data.example/now\n";
    const { code, stderr } = await replay([], prints(WEIGHTS), table);
    expect(code).toBe(3);
    expect(
      [...stderr.matchAll(/^error (WK\d+): topics\.csv, row (\d)/gm)].map(([, ...at]) => at),
    ).toEqual([
      ["WK610", "2"],
      ["WK321", "3"],
      ["WK610", "4"],
      ["WK610", "5"],
    ]);
  });
});

describe("--logs", () => {
  test("prints what the logic prints, round by round, on stderr", async () => {
    const quiet = await replay(["--topic", "2"], prints("hm\n\u001b[31m", 2), "topic\n");
    const told = await replay(["--topic", "2", "--logs"], prints("hm\n\u001b[31m", 2), "topic\n");
    expect(quiet.stderr).not.toContain("round 1: hm");
    expect(told.stderr).toContain(
      "second run of round 0: hm\nsecond run of round 0: \\x1b[31m\nround 1: hm\n",
    );
    expect(told.stdout).toBe(quiet.stdout);
  });
});

describe("a cadence that the chain refuses", () => {
  test("is replayed, with a warning", async () => {
    const { code, stderr } = await replay(["--weight-cadence", "3000"], prints(WEIGHTS), "topic\n");
    expect(code).toBe(0);
    expect(stderr).toContain("the chain refuses a weight cadence below 3600 s; 3000 s is replayed");
    const own = await replay([], prints(WEIGHTS), "topic,weight_cadence\n2,1800\n");
    expect(own.stderr).toContain("3600 s; 1800 s is replayed");
  });
});

test("--concurrency is for a head node: threads need no setting", async () => {
  const { code, stderr } = await replay(["--concurrency", "8"], prints(WEIGHTS), "topic\n");
  expect([code, stderr]).toEqual([
    3,
    expect.stringContaining("error WK119: --concurrency has no effect without --head"),
  ]);
  expect(stderr).toContain("Threads on this machine need no setting");
});
