import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setTimeout as wait } from "node:timers/promises";
import { ExitCode } from "@weightkit/testkit/internal/errors/exit-code";
import type { SweepDocument } from "@weightkit/testkit/internal/lab/sweep/sweep-document";
import { describe, expect, test } from "vitest";
import { temporaryFolder, weightkit, type CliResult } from "../support/run-cli.js";
import { A, B, errors, mean, SETS, START, writeTwoWorkers } from "../support/two-workers.js";
import { parameterLogic } from "../support/parameter-logic.js";

const HISTORY = [
  "-i",
  "i.csv",
  "-t",
  "t.csv",
  "--inference-cadence",
  "3600",
  "--weight-cadence",
  "7200",
];

async function folder(): Promise<string> {
  const cwd = temporaryFolder();
  writeTwoWorkers(cwd, 5400);
  writeFileSync(join(cwd, "logic.wasm"), await parameterLogic(A, B));
  return cwd;
}

const SEARCH = ["--range", "alpha=0..1", "--method", "grid", "--steps", "4"];

const swept = async (args: readonly string[], cwd: string): Promise<CliResult> =>
  weightkit(["sweep", "logic.wasm", ...HISTORY, ...args], { cwd });

const document = ({ stdout }: CliResult): SweepDocument => JSON.parse(stdout) as SweepDocument;

/** Name to content of all files below a folder. */
function contents(store: string): Record<string, string> {
  const names = readdirSync(store, { recursive: true, encoding: "utf8" }).sort();
  const files = names.filter((name) => statSync(join(store, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(store, name), "utf8")]));
}

describe("weightkit sweep", () => {
  test("every number of the JSON follows from the history", async () => {
    const run = await swept([...SEARCH, "--json"], await folder());
    expect(run.stderr).toBe("");
    expect(run.code).toBe(0);
    const { sets, walkForward, inSample, judgedSets } = document(run);
    // The first set comes before any weight: equal weights answer it.
    const all = Array.from({ length: SETS }, (_, set) => errors(set));
    const even = all.map(([a, b]) => Math.abs((a + b) / 2));
    const follows = (worker: 0 | 1): number[] =>
      all.map((both, set) => (set === 0 ? (even[0] ?? 0) : Math.abs(both[worker])));
    expect(judgedSets).toBe(SETS);
    expect(sets.map(({ values }) => values)).toEqual(
      [0, 0.333333, 0.666667, 1].map((alpha) => ({ alpha })),
    );
    for (const [i, { meanLoss, skill, failedRounds }] of sets.entries()) {
      const own = mean(follows(i < 2 ? 0 : 1));
      expect(meanLoss).toBeCloseTo(own, 12);
      expect(skill).toBeCloseTo(1 - own / mean(even), 12);
      expect(failedRounds).toBe(0);
    }
    expect(inSample.best).toEqual({ alpha: 0 });
    // 0.34 of 41 sets train: tests begin with set 14, and the truth of set 13 comes half an hour after it.
    const [first] = walkForward.steps;
    expect(first).toMatchObject({
      from: START + 14 * 3600,
      sets: 4,
      trained: 13,
      values: { alpha: 0 },
    });
    const tested = mean(follows(0).slice(14)) / mean(even.slice(14));
    expect(walkForward.assessment?.sets).toBe(27);
    expect(walkForward.assessment?.skill).toBeCloseTo(1 - tested, 12);
  });

  test("prints the score out of sample first, and lines that fit", async () => {
    const cwd = await folder();
    const { stdout } = await swept([...SEARCH, "--csv", "sweep.csv"], cwd);
    const lines = stdout.split("\n");
    expect(lines[0]).toContain("logic: 4 parameter sets (a grid), absolute error on 41 sets");
    expect(stdout).toContain("In hindsight alpha = 0 is best");
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
    const csv = readFileSync(join(cwd, "sweep.csv"), "utf8").split("\n");
    expect(csv[0]).toBe("alpha,mean_loss,skill,failed_rounds,dropped_at");
    expect(csv).toHaveLength(6);
  });

  test("writes a page, the same bytes twice, and of a merge too", async () => {
    const cwd = await folder();
    const page = (name: string): string => readFileSync(join(cwd, name), "utf8");
    const whole = await swept([...SEARCH, "--store", "s", "--html", "out/page.html"], cwd);
    expect(whole.stderr).toBe("wrote out/page.html\n");
    expect(page("out/page.html")).toContain("<title>logic: search of parameters</title>");
    const first = page("out/page.html");
    await swept([...SEARCH, "--store", "s", "--html", "out/page.html"], cwd);
    expect(page("out/page.html")).toBe(first);
    const merged = await weightkit(["merge", "s", "--html", "merged.html"], { cwd });
    expect(merged.code).toBe(0);
    expect(page("merged.html")).toContain("<title>logic: search of parameters</title>");
  });

  test.each([1, 2, 7, 64])("in %i shards the result has the same bytes", async (count) => {
    const cwd = await folder();
    const args = [...SEARCH, "--steps", "12", "--json"];
    const whole = await swept([...args, "--store", "whole"], cwd);
    for (let shard = 1; shard <= count; shard += 1) {
      const run = await swept(
        [...args, "--shard", `${shard}/${count}`, "--store", `s${shard}`],
        cwd,
      );
      expect(run.code).toBe(0);
    }
    const stores = Array.from({ length: count }, (_, i) => `s${i + 1}`);
    const merged = await weightkit(["merge", ...stores, "--into", "all", "--json"], { cwd });
    expect(merged).toEqual(whole);
    expect(contents(join(cwd, "all"))).toEqual(contents(join(cwd, "whole")));
  });

  test("a search that was killed goes on, computes nothing twice and ends with the same bytes", async () => {
    const cwd = await folder();
    const args = [...SEARCH, "--steps", "150", "--json"];
    const wanted = await swept([...args, "--store", "whole"], cwd);
    const store = join(cwd, "killed");
    const bin = fileURLToPath(new URL("../../bin/weightkit.js", import.meta.url));
    const seen = new Map<string, number>();
    for (const after of [5, 40, 90]) {
      const child = spawn(
        process.execPath,
        [bin, "sweep", "logic.wasm", ...HISTORY, ...args, "--store", store],
        { cwd },
      );
      const exit = once(child, "exit");
      const count = (): number => cellsIn(store).size;
      while (child.exitCode === null && count() < after) await wait(5);
      child.kill("SIGKILL");
      await exit;
      for (const [name, time] of cellsIn(store)) seen.set(name, seen.get(name) ?? time);
    }
    expect(seen.size).toBeGreaterThanOrEqual(90);
    const resumed = await swept([...args, "--store", "killed"], cwd);
    expect({ ...resumed, stderr: "" }).toEqual({ ...wanted, stderr: "" });
    expect(resumed.stderr).toMatch(/\d+ of 150 replays were finished before/);
    const after = cellsIn(store);
    for (const [name, time] of seen) expect(after.get(name)).toBe(time);
    for (const name of readdirSync(store, { recursive: true, encoding: "utf8" })) {
      if (name.endsWith(".tmp")) rmSync(join(store, name));
    }
    expect(contents(store)).toEqual(contents(join(cwd, "whole")));
  });

  test("successive halving drops the worse two thirds before any test", async () => {
    const cwd = await folder();
    const args = [
      "--range",
      "alpha=0..1",
      "--method",
      "halving",
      "--sets",
      "9",
      "--store",
      "s",
      "--json",
    ];
    const run = await swept(args, cwd);
    const { sets, walkForward, options } = document(run);
    const through = sets.filter(({ droppedAt }) => droppedAt === null);
    expect(through).toHaveLength(1);
    expect(sets.filter(({ droppedAt }) => droppedAt === 0)).toHaveLength(6);
    expect(through[0]?.values["alpha"]).toBeLessThanOrEqual(0.5);
    expect(walkForward.steps[0]?.from).toBeGreaterThan(options.notBefore ?? Infinity);
    // A rung at a time where shards do the work.
    for (let rung = 0; rung < 3; rung += 1) {
      for (const shard of ["1/2", "2/2"]) {
        const part = await swept([...args.slice(0, -3), "--shard", shard, "--store", "t"], cwd);
        expect(part.code).toBe(0);
      }
    }
    expect(await weightkit(["merge", "t", "--json"], { cwd })).toEqual(run);
  });
});

/** Time of change by name, of the whole files. */
function cellsIn(store: string): Map<string, number> {
  const times = new Map<string, number>();
  try {
    for (const name of readdirSync(store, { recursive: true, encoding: "utf8" })) {
      if (name.endsWith(".json") && name !== "sweep.json")
        times.set(name, statSync(join(store, name)).mtimeMs);
    }
  } catch {
    // Nothing was written yet.
  }
  return times;
}

describe("a sweep that compares nothing", () => {
  test("exits with 3 and names the cause, and so does its merge", async () => {
    const cwd = await folder();
    const args = [...SEARCH, "--warm-up", "1000", "--store", "s"];
    const run = await swept(args, cwd);
    expect(run.code).toBe(3);
    expect(run.stdout).toMatch(
      /Nothing could be compared: all \d+ sets with a truth\s+are in the\s+warm-up/,
    );
    expect(await weightkit(["merge", "s"], { cwd })).toMatchObject({ code: 3, stdout: run.stdout });
  });

  test("claims no difference where every round failed", async () => {
    const { code, stdout } = await swept([...SEARCH, "--fuel", "1"], await folder());
    expect(code).toBe(1);
    expect(stdout).toMatch(/every round failed with all\s+parameter sets/);
    expect(stdout).toMatch(/most often with WK430: /);
  });

  test.each(["grid", "halving"])("%s names no best of sets that are all alike", async (method) => {
    const cwd = await folder();
    const search =
      method === "grid"
        ? SEARCH
        : ["--range", "alpha=0.6..0.9", "--method", "halving", "--sets", "9"];
    const range = method === "grid" ? ["--range", "alpha=0.6..0.9", ...SEARCH.slice(2)] : search;
    const run = await swept([...range, "--json"], cwd);
    const { inSample, sentences } = document(run);
    expect(inSample.best).toBeNull();
    expect(sentences.join(" ")).toMatch(/All \d parameter sets have the same mean loss/);
    expect(sentences.join(" ")).not.toContain("is best");
  });
});

describe("what cannot be merged or searched", () => {
  const codes = ({ stderr }: CliResult): string[] =>
    [...stderr.matchAll(/^error (WK\d+)/gm)].map(([, code = ""]) => code);

  test("missing replays are listed, other sweeps and other versions refused", async () => {
    const cwd = await folder();
    await swept([...SEARCH, "--shard", "1/2", "--store", "half"], cwd);
    const missing = await weightkit(["merge", "half"], { cwd });
    expect(codes(missing)).toEqual(["WK661"]);
    expect(missing.code).toBe(3);
    expect(missing.stderr).toMatch(/of 4 replays are missing: alpha = /);

    await swept([...SEARCH, "--warm-up", "2", "--store", "other"], cwd);
    expect(codes(await weightkit(["merge", "half", "other"], { cwd }))).toEqual(["WK662"]);

    cpSync(join(cwd, "other"), join(cwd, "old"), { recursive: true });
    const plan = readFileSync(join(cwd, "old/sweep.json"), "utf8");
    writeFileSync(join(cwd, "old/sweep.json"), plan.replace(/"metrics": \d+/, '"metrics": 0'));
    expect(codes(await weightkit(["merge", "old"], { cwd }))).toEqual(["WK664"]);
    writeFileSync(join(cwd, "old/sweep.json"), plan.replace('"seeds": [', '"seeds": ["x",'));
    expect(codes(await weightkit(["merge", "old"], { cwd }))).toEqual(["WK663"]);
  });

  test("a store that cannot be written ends a shard with a code of its kind and no stack", async () => {
    const cwd = await folder();
    writeFileSync(join(cwd, "file"), "");
    const shard = [...SEARCH, "--shard", "1/1", "--store"];
    const inTheWay = await swept([...shard, "file"], cwd);
    // Every folder of replays is a file: the plan can be written, no replay can.
    const blocked = join(cwd, "blocked");
    mkdirSync(blocked);
    for (let i = 0; i < 256; i += 1) {
      writeFileSync(join(blocked, i.toString(16).padStart(2, "0")), "");
    }
    const later = await swept([...shard, "blocked"], cwd);
    for (const { code, stderr } of [inTheWay, later]) {
      expect(code).toBe(ExitCode.usage);
      expect(stderr).toMatch(/^error WK667: Cannot write /m);
      expect(stderr).not.toContain("at ");
    }
  });

  test("the Job of examples/cluster fails an index on the codes that no second run changes", () => {
    const path = "../../../../examples/cluster/kubernetes.yaml";
    const job = readFileSync(new URL(path, import.meta.url), "utf8");
    const [, values = ""] = /operator: In\s+values: \[([^\]]*)\]/.exec(job) ?? [];
    const { compile, usage, limit, internal } = ExitCode;
    expect(values.split(", ").map(Number)).toEqual([compile, usage, limit, internal]);
  });

  test("a replay of another version is computed again", async () => {
    const cwd = await folder();
    const args = [...SEARCH, "--store", "s", "--json"];
    const whole = await swept(args, cwd);
    const [name = ""] = cellsIn(join(cwd, "s")).keys();
    writeFileSync(join(cwd, "s", name), '{"format":"weightkit.cell","version":1,"losses":"AAAA"');
    const stderr = "3 of 4 replays were finished before\n";
    expect(await swept(args, cwd)).toEqual({ ...whole, stderr });
  });

  test.each([
    [["--range", "alpha=1..0"], "WK105"],
    [["--range", "alpha=0..1,log"], "WK105"],
    [["--range", "beta=0..1"], "WK150"],
    [["--only", "beta"], "WK150"],
    [[], "WK153"],
    [["--range", "alpha=0..1", "--shard", "3/2"], "WK105"],
    [["--range", "alpha=0..1", "--method", "grid", "--steps", "0"], "WK105"],
    [["--range", "alpha=0..1", "--steps", "4"], "WK119"],
    [["--range", "alpha=0..1", "--method", "grid", "--sets", "4"], "WK108"],
  ])("%j", async (args, code) => {
    const run = await swept(args, await folder());
    expect(codes(run)).toEqual([code]);
    expect(run.code).toBe(3);
  });
});
