import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { keptFolder, temporaryFolder, weightkit, type CliResult } from "../support/run-cli.js";
import { prints, wasm } from "../support/wat.js";

const A = "allo1xfr553c46zu2688r58qp9xy5yv4hfxnkumeuap";
const B = "allo1p7edgym0mpt64kggcehxe468rcz9mst4vpawmn";
const START = 1_700_006_400;
const CADENCES = ["--inference-cadence", "3600", "--weight-cadence", "7200"];
const GIVEN = ["logic.wasm", "-i", "i.csv", "-t", "t.csv", ...CADENCES];

/** The truth is 100; the first worker answers 101, the second 96. All weight goes to the first. */
async function folder(cwd: string, weights = `{"${A}":"1","${B}":"0"}`): Promise<string> {
  const times = Array.from({ length: 41 }, (_, set) => START + set * 3600);
  const rows = times.flatMap((time) => [`${time},${A},101`, `${time},${B},96`]);
  const truths = times.map((time) => `${time},100,${time + 3600}`);
  writeFileSync(join(cwd, "i.csv"), `timestamp,worker,value\n${rows.join("\n")}\n`);
  writeFileSync(join(cwd, "t.csv"), `timestamp,value,available_at\n${truths.join("\n")}\n`);
  const printed = prints(`{"type":"weights","weights":${weights}}`);
  writeFileSync(join(cwd, "logic.wasm"), await wasm(printed));
  return cwd;
}

const snapshot = async (cwd: string, ...more: readonly string[]): Promise<CliResult> =>
  weightkit(["snapshot", ...GIVEN, ...more], { cwd });

const textOf = (cwd: string): string => readFileSync(join(cwd, "weightkit.snapshot"), "utf8");

/** A line of the file, replaced. */
function edit(cwd: string, from: string | RegExp, to: string): void {
  const text = textOf(cwd);
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  writeFileSync(join(cwd, "weightkit.snapshot"), changed);
}

describe("weightkit snapshot", () => {
  const cwd = keptFolder();
  let written: CliResult;
  let text = "";
  beforeAll(async () => {
    await folder(cwd);
    written = await snapshot(cwd);
    text = textOf(cwd);
  });

  test("writes what the logic comes to, by hand calculation", () => {
    expect(written.code).toBe(0);
    expect(written.stderr).toContain("wrote weightkit.snapshot\n");
    expect(written.stdout).toBe(text);
    const size = readFileSync(join(cwd, "logic.wasm")).length;
    expect(text.split("\n").slice(0, 4)).toEqual([
      "# weightkit snapshot 1: `weightkit snapshot` writes it, `weightkit snapshot --check` compares",
      "",
      "[logic]",
      `bytes = ${size}`,
    ]);
    const [, topic = ""] = text.split("[history, topic 1]\n");
    // Weighted errs by 1 once weights are stored; before that, as equal weights do, by |98.5 - 100|.
    expect(topic).toContain("absolute error, equal = 1.5\n");
    expect(topic).toContain("absolute error, median = 1.5\n");
    const [, weighted = ""] = /absolute error, weighted = (.+)\n/.exec(topic) ?? [];
    expect(Number(weighted)).toBeGreaterThanOrEqual(1);
    expect(Number(weighted)).toBeLessThan(1.1);
    expect(topic).toContain("failed rounds = 0\n");
    expect(topic).toMatch(/memory pages at most = 1\n/);
  });

  test("has the standard rounds", () => {
    const names = [...text.matchAll(/^\[round of (.+)\]$/gm)].map(([, name]) => name);
    expect(names).toEqual(["0 workers", "1 worker", "20 workers", "200 workers", "2,000 workers"]);
  });

  test("gives the same bytes twice, and holds", async () => {
    const again = await snapshot(cwd);
    expect(again.stdout).toBe(text);
    const { code, stdout, stderr } = await snapshot(cwd, "--check");
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^weightkit\.snapshot holds: \d+ values\n$/);
  });

  test("--json has numbers as numbers, and the difference", async () => {
    const { stdout } = await snapshot(cwd, "--check", "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ format: "weightkit.snapshot", version: 1, ok: true, compared: true },
      ...{ file: "weightkit.snapshot", tolerance: 0, differences: [] },
      scenarios: { "history, topic 1": { "absolute error, equal": 1.5, "failed rounds": "0" } },
    });
  });
});

describe("weightkit snapshot --check", () => {
  test("prints changed values as a diff, with a code, and exits 5", async () => {
    const cwd = await folder(temporaryFolder());
    await snapshot(cwd);
    edit(cwd, "absolute error, equal = 1.5", "absolute error, equal = 1.2");
    edit(cwd, /^bytes = \d+\n/m, "");
    const { code, stdout, stderr } = await snapshot(cwd, "--check");
    expect(code).toBe(5);
    const size = readFileSync(join(cwd, "logic.wasm")).length;
    expect(stdout).toBe(
      `[logic]\n+ bytes = ${size}\n\n[history, topic 1]\n- absolute error, equal = 1.2\n+ absolute error, equal = 1.5  (+25.0%)\n`,
    );
    expect(stderr).toContain("WK157");
    expect(stderr).toContain("2 values differ from weightkit.snapshot");
  });

  test("--tolerance is relative to the snapshot, as a part or a percentage", async () => {
    const cwd = await folder(temporaryFolder());
    await snapshot(cwd);
    edit(cwd, "absolute error, equal = 1.5", "absolute error, equal = 1.2");
    const codes = [];
    for (const tolerance of ["0.26", "26%", "24.9%", "0"]) {
      codes.push((await snapshot(cwd, "--check", "--tolerance", tolerance)).code);
    }
    expect(codes).toEqual([0, 0, 5, 5]);
  });

  test("failures and verdicts have no tolerance", async () => {
    const cwd = await folder(temporaryFolder());
    await snapshot(cwd);
    await folder(cwd, `{"${A}":"NaN"}`);
    const { code, stdout } = await snapshot(cwd, "--check", "--tolerance", "100%");
    expect(code).toBe(5);
    expect(stdout).toContain("- failed rounds = 0\n+ failed rounds = ");
    expect(stdout).toMatch(/\+ failed with WK\d+ = \d+\n/);
    expect(stdout).toMatch(/- result = ok\n\+ result = WK\d+/);
  });

  test("--markdown writes a table that what it shows cannot break out of", async () => {
    const cwd = await folder(temporaryFolder());
    await snapshot(cwd);
    edit(cwd, "result = ok", "result = <b>|x|");
    const { stderr } = await snapshot(cwd, "--check", "--markdown", "out/d.md");
    expect(stderr).toContain("wrote out/d.md\n");
    expect(readFileSync(join(cwd, "out/d.md"), "utf8")).toBe(
      "| scenario | value | before | now | change |\n| --- | --- | ---: | ---: | ---: |\n" +
        "| round of 0 workers | result | &#60;b&#62;&#124;x&#124; | ok | – |\n",
    );
  });

  test("--file names another snapshot", async () => {
    const cwd = await folder(temporaryFolder());
    expect((await snapshot(cwd, "--file", "kept/mine.txt")).stderr).toContain("kept/mine.txt");
    expect((await snapshot(cwd, "--check", "--file", "kept/mine.txt")).code).toBe(0);
  });

  test("writes over nothing but a snapshot", async () => {
    const cwd = await folder(temporaryFolder());
    const bytes = readFileSync(join(cwd, "logic.wasm"));
    const { code, stdout, stderr } = await snapshot(cwd, "--file", "logic.wasm");
    expect([code, stdout]).toEqual([3, ""]);
    expect(stderr).toContain("WK170: logic.wasm is not a snapshot");
    expect(readFileSync(join(cwd, "logic.wasm")).equals(bytes)).toBe(true);
    writeFileSync(join(cwd, "empty"), "");
    expect((await snapshot(cwd, "--file", "empty")).code).toBe(0);
    writeFileSync(join(cwd, "older"), "# weightkit snapshot 0: …\n");
    expect((await snapshot(cwd, "--file", "older")).code).toBe(0);
    const both = await snapshot(cwd, "--check", "--file", "older", "--markdown", "./older");
    expect(both.stderr).toContain("WK108");
    expect((await snapshot(cwd, "--check", "--file", "older")).code).toBe(0);
  });

  test("--file is shown as it is given where it lies elsewhere", async () => {
    const cwd = await folder(temporaryFolder());
    const there = await snapshot(cwd, "--check", "--file", ".");
    expect(there.stderr).toContain("Cannot read the snapshot .: it is a folder");
    const elsewhere = join(temporaryFolder(), "mine");
    const { stderr } = await snapshot(cwd, "--file", elsewhere);
    expect(stderr).toContain(`wrote ${elsewhere}\n`);
  });

  test("a missing, broken or older file, and a wrong tolerance, are refused with a place", async () => {
    const cwd = await folder(temporaryFolder());
    const missing = await snapshot(cwd, "--check");
    expect(missing.code).toBe(3);
    expect(missing.stderr).toContain("WK155");
    for (const [text, line] of [
      ["# weightkit snapshot 2\n", 1],
      ["", 1],
      [`${HEAD}\n\nbytes = 1\n`, 3],
      [`${HEAD}\n[a]\n[a]\n`, 3],
      [`${HEAD}\n[a]\nx = 1\nx = 2\n`, 4],
      [`${HEAD}\n[a]\nnonsense\n`, 3],
    ] as const) {
      writeFileSync(join(cwd, "weightkit.snapshot"), text);
      const { code, stderr } = await snapshot(cwd, "--check");
      expect(code).toBe(3);
      expect(stderr).toContain("WK156");
      expect(stderr).toContain(`weightkit.snapshot:${line}`);
    }
    for (const tolerance of ["2", "101%", "-1", "a bit", "1e-3"]) {
      const { code, stderr } = await snapshot(cwd, "--check", `--tolerance=${tolerance}`);
      expect(code).toBe(3);
      expect(stderr).toContain("WK105");
    }
    expect((await snapshot(cwd, "--tolerance", "1%")).stderr).toContain("WK119");
  });
});

const HEAD =
  "# weightkit snapshot 1: `weightkit snapshot` writes it, `weightkit snapshot --check` compares";
