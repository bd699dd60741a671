import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ReplayDocument } from "@weightkit/testkit/internal/report/json-document";
import { beforeAll, describe, expect, test } from "vitest";
import { linkPackages, VITEST, VITEST_ENV } from "../support/own-tests.js";
import { keptFolder, weightkit } from "../support/run-cli.js";
import { vectorPath, dataPath, haveData } from "../../../../test/support/inputs.js";

const folder = keptFolder();
const project = join(folder, "traffic");

async function ok(cwd: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await weightkit(args, { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

beforeAll(async () => {
  await ok(folder, "new", "traffic");
  await ok(project, "build");
});

test("a new project's own test passes", () => {
  linkPackages(project, ["@weightkit", "vitest"]);
  const options = { cwd: project, encoding: "utf8", env: VITEST_ENV } as const;
  const done = spawnSync(process.execPath, [VITEST, "run"], options);
  expect(done.stdout + done.stderr).toContain("3 passed");
  expect(done.status).toBe(0);
});

test("a new project replays its own history without a failed round", async () => {
  const document = JSON.parse(await ok(project, "replay", "--json")) as ReplayDocument;
  const [topic] = document.topics;
  expect(document.topics).toHaveLength(1);
  // 168 hourly sets, a round every two hours: one at the first set's time, then up to the first after the last set.
  expect(topic).toMatchObject({
    rounds: { ran: 84, committed: 84, failed: 0 },
    sets: { total: 168, compared: 168 },
  });
  expect(topic?.workers.every(({ name }) => name?.startsWith("worker-"))).toBe(true);
});

test("the template's whole source has at most 25 lines", () => {
  const lines = readFileSync(join(project, "logic/weights.ts"), "utf8").trimEnd().split("\n");
  expect(lines.length).toBeLessThanOrEqual(25);
});

describe.skipIf(!haveData)("88 weeks of 79 real forecasters", () => {
  const args = [
    ...["replay", "--inferences", dataPath("flusight-us/inferences.csv")],
    ...["--truth", dataPath("flusight-us/truth.csv")],
    ...["--inference-cadence", "604800", "--weight-cadence", "1209600"],
  ];

  test("errors of mean and median are those that an independent program computed", async () => {
    const document = JSON.parse(await ok(project, ...args, "--json")) as ReplayDocument;
    const vector = JSON.parse(readFileSync(vectorPath("flusight-us-baselines.json"), "utf8")) as {
      timestamps: number;
      inferences: number;
      as_stored_on_chain: { mean_mae: number; median_mae: number };
    };
    const [topic] = document.topics;
    expect(topic).toMatchObject({
      rounds: { failed: 0 },
      sets: { total: vector.timestamps, inferences: vector.inferences },
    });
    expect(topic?.errors.equal).toBeCloseTo(vector.as_stored_on_chain.mean_mae, 8);
    expect(topic?.errors.median).toBeCloseTo(vector.as_stored_on_chain.median_mae, 8);
  });

  test("the table has them too, and two runs print the same bytes", async () => {
    const first = await ok(project, ...args);
    const second = await ok(project, ...args);
    expect(second).toBe(first);
    expect(first).toMatch(/weighted +3,\d{3}\.\d/);
    expect(first).toMatch(/equal mean +3,630\.14/);
    expect(first).toMatch(/median +3,580\.88/);
  });
});

describe("one round", () => {
  const truth = (): string => {
    const path = join(folder, "truth.csv");
    writeFileSync(path, "timestamp,value,available_at\n1700006400,2520,1700006500\n");
    return path;
  };

  test("on the payload of the vectors gives what the hand calculation gives", async () => {
    const { stdin } = JSON.parse(readFileSync(vectorPath("payload.json"), "utf8")) as {
      stdin: string;
    };
    const run = await weightkit(["run", "--truth", truth(), "--json"], { cwd: project, stdin });
    const { exitCode, stored } = JSON.parse(run.stdout) as Record<string, unknown>;
    // Losses 24 (b, 2544) and 20 (a, 2500) of 44, so inverted shares 20/44 and 24/44. A tenth of those, nine tenths of the
    // stored 0.47647 and 0.31764, then made to sum to 1.
    const b = 0.9 * 0.47647 + 0.1 * (20 / 44);
    const a = 0.9 * 0.31764 + 0.1 * (24 / 44);
    const share = (weight: number): number => Math.round((weight / (a + b)) * 1e5);
    expect({ code: run.code, exitCode }).toEqual({ code: 0, exitCode: 0 });
    expect(stored).toEqual({
      allo1b: share(b),
      allo1a: share(a),
    });
  });

  test.each([
    ["64 KiB", 64 << 10],
    ["3 MB", 3_000_000],
  ])("on %s of input", async (_, bytes) => {
    const stdin = payloadOf(bytes);
    expect(stdin.length).toBeGreaterThanOrEqual(bytes);
    const { code, stdout, stderr } = await weightkit(["run", "--truth", truth(), "--json"], {
      cwd: project,
      stdin,
    });
    expect(stderr).toBe("");
    const { stored, exitCode } = JSON.parse(stdout) as { stored: object; exitCode: number };
    expect({ code, exitCode }).toEqual({ code: 0, exitCode: 0 });
    expect(Object.keys(stored)).toHaveLength(2);
  });
});

/** A payload of at least that many bytes: many sets of the same two workers, newest first. */
function payloadOf(bytes: number): string {
  const sets: string[] = [];
  for (let length = 0, i = 0; length < bytes; i += 1) {
    const set = JSON.stringify({
      timestamp: String(1_700_006_400 - i * 10),
      inferences: [
        { worker: "allo1a", inference: "2500" },
        { worker: "allo1b", inference: "2544" },
      ],
    });
    sets.push(set);
    length += set.length + 1;
  }
  return `{"inferences":[${sets.join(",")}],"latest_weights":{"allo1a":"31764","allo1b":"47647"}}`;
}
