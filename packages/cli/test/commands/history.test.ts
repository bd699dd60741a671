import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { validateProject } from "../../src/project/validate.js";
import { temporaryFolder, weightkit } from "../support/run-cli.js";

const A = "allo1xfr553c46zu2688r58qp9xy5yv4hfxnkumeuap";

async function simulated(): Promise<string> {
  const cwd = temporaryFolder();
  const { code } = await weightkit(["history", "simulate", "--sets", "20", "--workers", "3"], {
    cwd,
  });
  expect(code).toBe(0);
  return cwd;
}

const FILES = ["-i", "history/inferences.csv", "-t", "history/truth.csv"];

test("simulate: the same seed gives the same bytes, another one other bytes", async () => {
  const [one, two] = [await simulated(), await simulated()];
  const read = (cwd: string, name: string): string =>
    readFileSync(join(cwd, "history", name), "utf8");
  for (const name of readdirSync(join(one, "history")))
    expect(read(two, name)).toBe(read(one, name));
  const other = ["history", "simulate", "--sets", "20", "--workers", "3", "--seed", "2", "--force"];
  await weightkit(other, { cwd: two });
  expect(read(two, "inferences.csv")).not.toBe(read(one, "inferences.csv"));
});

test("simulate: prints who turns and when, as weightkit.json takes it", async () => {
  // The template's own history, whose bytes these options make again.
  const options = ["--seed", "11", "--workers", "5", "--sets", "168", "--amplitude", "300"];
  const template = new URL("../../../../templates/ema-absolute-error/", import.meta.url);
  const read = (name: string): string => readFileSync(new URL(name, template), "utf8");
  const cwd = temporaryFolder();
  const told = await weightkit(["history", "simulate", ...options], { cwd });
  expect(readFileSync(join(cwd, "history/inferences.csv"), "utf8")).toBe(
    read("history/inferences.csv"),
  );
  const { turned } = validateProject(read("weightkit.json"), "weightkit.json").history;
  expect(turned).toHaveLength(1);
  const [, paste = ""] = told.stderr.split("weightkit.json:\n");
  expect(JSON.parse(`{${paste}}`)).toEqual({ turned });
  const { stdout, stderr } = await weightkit(["history", "simulate", ...options, "--json"], {
    cwd,
  });
  expect(JSON.parse(stdout)).toMatchObject({ turned });
  expect(stderr).toBe("");
});

test("simulate: other data that stand there are never lost without a word", async () => {
  const cwd = await simulated();
  const files = (): string[] => readdirSync(join(cwd, "history")).sort();
  const at = (name: string): string => join(cwd, "history", name);
  const line = ["history", "simulate", "--sets", "20", "--workers", "3"];
  // The same bytes again are not a loss.
  expect(await weightkit(line, { cwd })).toMatchObject({ code: 0 });
  const before = files().map((name) => readFileSync(at(name), "utf8"));
  // A prefix, a continuation and another value: each is other data.
  const [recorded = ""] = before;
  for (const other of [recorded.slice(0, -1), `${recorded}1`, recorded.replace("1", "2"), ""]) {
    writeFileSync(at("inferences.csv"), other);
    const { code, stderr } = await weightkit(line, { cwd });
    expect({ code, stderr: stderr.split("\n")[0] }).toEqual({
      code: 3,
      stderr:
        "error WK114: history/inferences.csv and history/truth.csv and history/workers.csv would be overwritten with other data; nothing was written",
    });
    expect(readFileSync(at("inferences.csv"), "utf8")).toBe(other);
    expect(files()).toEqual(["inferences.csv", "truth.csv", "workers.csv"]);
  }
  expect(await weightkit([...line, "--force"], { cwd })).toMatchObject({ code: 0 });
  expect(files().map((name) => readFileSync(at(name), "utf8"))).toEqual(before);
});

test("convert: refuses to replace other data, and its own input always", async () => {
  const cwd = await simulated();
  const line = ["history", "convert", ...FILES];
  const own = await weightkit([...line, "--force"], { cwd });
  expect(own.code).toBe(3);
  expect(own.stderr).toContain(
    "WK115: The input would be overwritten: history/inferences.csv and history/truth.csv",
  );
  mkdirSync(join(cwd, "other"));
  writeFileSync(join(cwd, "other/truth.csv"), "precious");
  const refused = await weightkit([...line, "--out", "other"], { cwd });
  expect(refused).toMatchObject({ code: 3 });
  expect(refused.stderr).toContain("WK114: other/truth.csv would be overwritten");
  expect(readdirSync(join(cwd, "other"))).toEqual(["truth.csv"]);
  expect(readFileSync(join(cwd, "other/truth.csv"), "utf8")).toBe("precious");
  const forced = await weightkit([...line, "--out", "other", "--force"], { cwd });
  expect(forced).toMatchObject({ code: 0 });
  expect(readFileSync(join(cwd, "other/truth.csv"), "utf8")).toBe(
    readFileSync(join(cwd, "history/truth.csv"), "utf8"),
  );
});

test("simulate: probabilities and classes replay as such, as the note states", async () => {
  const cwd = temporaryFolder();
  const simulated = async (...args: string[]) =>
    await weightkit(["history", "simulate", "--sets", "48", "--turning", "0", "--force", ...args], {
      cwd,
    });
  const chance = await simulated("--value-kind", "probability", "--decimals", "3");
  expect(chance.stderr).toContain('"valueKind": "probability", "valueScale": 1000\n');
  const truths = (): Set<string | undefined> =>
    new Set(
      readFileSync(join(cwd, "history/truth.csv"), "utf8")
        .trim()
        .split("\n")
        .slice(1)
        .map((row) => row.split(",")[1]),
    );
  expect([...truths()].sort()).toEqual(["0", "1"]);
  const named = await simulated("--value-kind", "class", "--class-count", "3");
  expect(named.stderr).toContain('"valueKind": "class"\n');
  expect([...truths()].sort()).toEqual(["0", "1", "2"]);
  expect(await simulated("--class-count", "1")).toMatchObject({ code: 3 });
});

test("simulate: warns of a project that lists turns of an earlier history", async () => {
  const cwd = temporaryFolder();
  const said = { worker: "worker-3", to: "good", at: 1_700_305_200 };
  const project = { name: "t", history: { turned: [said] } };
  writeFileSync(join(cwd, "weightkit.json"), JSON.stringify(project));
  const same = ["--seed", "11", "--workers", "5", "--sets", "168", "--amplitude", "300"];
  const simulated = async (...more: string[]): Promise<string> =>
    (await weightkit(["history", "simulate", "--force", ...same, ...more], { cwd })).stderr;
  const warning = "history.turned in weightkit.json belongs to another history";
  expect(await simulated()).not.toContain(warning);
  expect(await simulated("--out", "elsewhere", "--seed", "2")).not.toContain(warning);
  expect(await simulated("--turning", "0")).toContain(warning);
  expect(await simulated("--sets", "100")).toContain(warning);
  writeFileSync(join(cwd, "weightkit.json"), "{");
  const { code } = await weightkit(["history", "simulate", "--force", ...same], { cwd });
  expect(code).toBe(0);
});

test("simulate: many turns are listed by --json alone", async () => {
  const cwd = temporaryFolder();
  const line = ["history", "simulate", "--sets", "20", "--workers", "40", "--turning", "0.5"];
  const { stderr } = await weightkit(line, { cwd });
  expect(stderr).toMatch(/^20 workers turn midway; --json .*\n$/);
});

test("simulate: prints nothing when nobody turns", async () => {
  const cwd = temporaryFolder();
  const line = ["history", "simulate", "--sets", "20", "--turning", "0"];
  const { code, stderr } = await weightkit(line, { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

test("simulate: the mean follows a trend, up or down, and amounts may be fractions", async () => {
  const cwd = temporaryFolder();
  const plain = ["--sets", "11", "--amplitude", "0", "--noise", "0", "--regimes", "0"];
  const simulate = (out: string, ...more: string[]) =>
    weightkit(["history", "simulate", ...plain, "--out", out, ...more], { cwd });
  expect((await simulate("up", "--level", "0.5", "--trend", "1.25")).code).toBe(0);
  expect((await simulate("down", "--level", "100", "--trend=-2.5")).code).toBe(0);
  const truths = (out: string): number[] =>
    readFileSync(join(cwd, out, "truth.csv"), "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => Number(line.split(",")[1]));
  // level + trend * set
  expect([truths("up")[0], truths("up")[10]]).toEqual([0.5, 13]);
  expect([truths("down")[0], truths("down")[10]]).toEqual([100, 75]);
  const negative = await simulate("none", "--noise=-1");
  expect([negative.code, /WK105: --noise/.test(negative.stderr)]).toEqual([3, true]);
});

test("simulate: impossible options are refused", async () => {
  const cwd = temporaryFolder();
  const { code, stderr } = await weightkit(["history", "simulate", "--turning", "2"], { cwd });
  expect(code).toBe(3);
  expect(stderr).toContain("WK340");
});

test.each(["jsonl", "parquet"])(
  "convert: there and back through %s gives the same bytes",
  async (format) => {
    const cwd = await simulated();
    const to = await weightkit(["history", "convert", ...FILES, "--to", format, "--out", "other"], {
      cwd,
    });
    expect(to.code).toBe(0);
    const names = ["inferences", "truth"].map((name) => `other/${name}.${format}`);
    expect(to.stdout).toBe(names.map((name) => `wrote ${name}\n`).join(""));
    const [i = "", t = ""] = names;
    await weightkit(["history", "convert", "-i", i, "-t", t, "--out", "back"], { cwd });
    for (const name of ["inferences.csv", "truth.csv"]) {
      const before = readFileSync(join(cwd, "history", name), "utf8");
      expect(readFileSync(join(cwd, "back", name), "utf8")).toBe(before);
    }
  },
);

test("convert: Parquet and gzip exclude each other", async () => {
  const cwd = await simulated();
  const line = ["history", "convert", ...FILES, "--to", "parquet", "--gzip", "--out", "other"];
  const { code, stderr } = await weightkit(line, { cwd });
  expect({ code, stderr: stderr.split("\n")[0] }).toEqual({
    code: 3,
    stderr: "error WK108: --gzip and --to parquet cannot be used together",
  });
  expect(readdirSync(cwd)).toEqual(["history"]);
});

test("check: valid history exits 0, faults exit 3 with every row", async () => {
  const cwd = await simulated();
  const good = await weightkit(["history", "check", ...FILES], { cwd });
  expect(good).toMatchObject({ code: 0, stderr: "" });
  expect(good.stdout).toMatch(/^valid: \d+ inferences and 20 truths in 1 topic\n$/);
  writeFileSync(join(cwd, "bad.csv"), `timestamp,worker,value\n1700006400,${A},x\nlater,${A},1\n`);
  const bad = await weightkit(["history", "check", "-i", "bad.csv", "--json"], { cwd });
  const { errors } = JSON.parse(bad.stdout) as {
    errors: { code: string; place: { row: number } }[];
  };
  expect(bad.code).toBe(3);
  expect(errors.map(({ code, place }) => `${code} row ${place.row}`)).toEqual([
    "WK311 row 2",
    "WK308 row 3",
  ]);
});

test("summary: counts and errors by hand", async () => {
  const cwd = temporaryFolder();
  const rows = [`1700000000,${A},10`, `1700003600,${A},14`, `1700010800,${A},30`];
  writeFileSync(join(cwd, "i.csv"), `timestamp,worker,value\n${rows.join("\n")}\n`);
  writeFileSync(
    join(cwd, "t.csv"),
    "timestamp,value,available_at\n1700000000,12,1700000060\n1700003600,18,1700003660\n",
  );
  const { code, stdout } = await weightkit(
    ["history", "summary", "-i", "i.csv", "-t", "t.csv", "--json"],
    { cwd },
  );
  const { topics } = JSON.parse(stdout) as { topics: unknown[] };
  expect(code).toBe(0);
  // Errors |10 - 12| and |14 - 18|: mean 3. Gaps 3600 and 7200.
  expect(topics).toMatchObject([
    {
      inferences: 3,
      sets: 3,
      workers: [{ worker: A, inferences: 3, meanAbsoluteError: 3 }],
      gap: { least: 3600, median: 5400, most: 7200 },
      truth: { rows: 2, missing: 1, lag: { least: 60, median: 60, most: 60 } },
    },
  ]);
});

test("without a history there is nothing to read, and the error names what to give", async () => {
  const { code, stderr } = await weightkit(["history", "summary"], { cwd: temporaryFolder() });
  expect(code).toBe(3);
  expect(stderr).toContain("--inferences FILE");
});

test("oracle: adds a worker that answers with the truth of a lag before, and touches nothing else", async () => {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, "history"));
  writeFileSync(
    join(cwd, "history/inferences.csv"),
    `timestamp,worker,value\n3600,${A},1\n7205,${A},2\n10800,${A},3\n`,
  );
  const truth = "timestamp,value,available_at\n3600,10.5,7000\n7205,20.5,11000\n10800,30.5,14000\n";
  writeFileSync(join(cwd, "history/truth.csv"), truth);
  const oracle = "allo1p7edgym0mpt64kggcehxe468rcz9mst4vpawmn";
  const line = ["history", "oracle", oracle, ...FILES, "--out", "mine"];
  const { code, stdout } = await weightkit(line, { cwd });
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: "wrote mine/inferences.csv\nwrote mine/truth.csv\n",
  });
  // The truth of 7205 is available after 10800, so the last set has no answer.
  expect(readFileSync(join(cwd, "mine/inferences.csv"), "utf8")).toBe(
    `timestamp,worker,value\n3600,${A},1\n7205,${A},2\n7205,${oracle},10.5\n10800,${A},3\n`,
  );
  expect(readFileSync(join(cwd, "mine/truth.csv"), "utf8")).toBe(truth);
  const twice = await weightkit(["history", "oracle", A, ...FILES, "--out", "other"], { cwd });
  expect(twice.code).not.toBe(0);
  expect(twice.stderr).toContain("WK347");
});
