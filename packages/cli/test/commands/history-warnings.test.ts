import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder, weightkit } from "../support/run-cli.js";
import { prints, wasm } from "../support/wat.js";

const A = "allo1xfr553c46zu2688r58qp9xy5yv4hfxnkumeuap";
const B = "allo1p7edgym0mpt64kggcehxe468rcz9mst4vpawmn";
const C = "allo1vsz5y8qkxapzkk8rneky3jj46vqcnchvmztw39";
const HOURS = Array.from({ length: 8 }, (_, i) => 1_700_006_400 + 3600 * i);

/** Hourly sets of three workers, of whom C answers in thousandths and has no name. */
async function folder(): Promise<string> {
  const cwd = temporaryFolder();
  const rows = HOURS.flatMap((time, i) => [
    `${time},${A},${100 + i}`,
    `${time},${B},${90 + i}`,
    `${time},${C},${1000 * (101 + i)}`,
  ]);
  const truths = HOURS.map((time, i) => `${time},${100 + i},${time + 60}`);
  writeFileSync(join(cwd, "i.csv"), ["timestamp,worker,value", ...rows, ""].join("\n"));
  writeFileSync(join(cwd, "t.csv"), ["timestamp,value,available_at", ...truths, ""].join("\n"));
  writeFileSync(join(cwd, "w.csv"), `worker,name\n${A},alice\n${B},bob\n`);
  const weights = `{"type":"weights","weights":{"${A}":"1"}}`;
  writeFileSync(join(cwd, "logic.wasm"), await wasm(prints(weights)));
  return cwd;
}

const HISTORY = ["-i", "i.csv", "-t", "t.csv", "--workers", "w.csv"];
const CADENCES = ["--inference-cadence", "3600", "--weight-cadence", "7200"];

const codes = (stderr: string): string[] =>
  stderr.split("\n").flatMap((line) => /^warning: (WK\d+)/.exec(line)?.slice(1) ?? []);

test("check: workers without a name and in other units", async () => {
  const cwd = await folder();
  const line = ["history", "check", ...HISTORY];
  const { code, stdout, stderr } = await weightkit(line, { cwd });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^valid: 24 inferences .*, with 2 warnings\n$/);
  expect(codes(stderr)).toEqual(["WK334", "WK337"]);
  expect(stderr).toContain(`1 worker has inferences but no name in w.csv: ${C}.`);
  expect(stderr).toContain(`${C} answers about 1000 times the truth`);
  const json = await weightkit([...line, "--json"], { cwd });
  expect(JSON.parse(json.stdout)).toMatchObject({
    ok: true,
    warnings: [{ code: "WK334" }, { code: "WK337" }],
  });
  // Classes are not magnitudes; without a list nobody is a stranger.
  const kind = [...HISTORY.slice(0, 4), "--value-kind", "class"];
  expect((await weightkit(["history", "check", ...kind], { cwd })).stderr).toBe("");
});

test("a second inference at one time: refused, or the last one counts, for all that read histories", async () => {
  const cwd = await folder();
  const path = join(cwd, "i.csv");
  writeFileSync(path, `${readFileSync(path, "utf8")}${HOURS[7] ?? 0},${A},999\n`);
  const files = HISTORY.slice(0, 4);
  for (const line of [
    ["history", "check", ...files, "--value-kind", "class"],
    ["history", "summary", ...files],
    ["history", "convert", ...files, "--out", "converted"],
    ["replay", "logic.wasm", ...files, ...CADENCES, "--value-kind", "class"],
  ]) {
    const refused = await weightkit(line, { cwd });
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain("error WK314: i.csv, row 26, timestamp");
    const kept = await weightkit([...line, "--on-duplicate", "last"], { cwd });
    expect(kept.code).toBe(0);
    expect(codes(kept.stderr)).toContain("WK338");
    expect(kept.stderr).toContain("WK338: i.csv: 1 row was overwritten");
  }
  const converted = readFileSync(join(cwd, "converted/inferences.csv"), "utf8").trim().split("\n");
  expect(converted).toHaveLength(25);
  expect(converted.at(-1)).toBe(`${HOURS[7] ?? 0},${A},999`);
});

test("a second inference at one time: as the project sets it for its own history", async () => {
  const cwd = await folder();
  const path = join(cwd, "i.csv");
  writeFileSync(path, `${readFileSync(path, "utf8")}${HOURS[7] ?? 0},${A},999\n`);
  const history = { inferences: "i.csv", truth: "t.csv", onDuplicate: "last" };
  writeFileSync(join(cwd, "weightkit.json"), JSON.stringify({ name: "t", history }));
  const check = async (...args: string[]): Promise<number> =>
    (await weightkit(["history", "check", ...args], { cwd })).code;
  expect(await check()).toBe(0);
  expect(await check("--on-duplicate", "refuse")).toBe(3);
  expect(await check("-i", "i.csv")).toBe(3);
});

test("summary: workers without a name", async () => {
  const { stderr } = await weightkit(["history", "summary", ...HISTORY], { cwd: await folder() });
  expect(codes(stderr)).toEqual(["WK334"]);
});

test("replay: both, and a cadence that is not the history's", async () => {
  const cwd = await folder();
  const replay = async (...args: string[]): Promise<string[]> => {
    const { code, stderr } = await weightkit(["replay", "logic.wasm", ...HISTORY, ...args], {
      cwd,
    });
    expect(code).toBe(0);
    return codes(stderr).filter((one) => one.startsWith("WK33"));
  };
  expect(await replay(...CADENCES)).toEqual(["WK334", "WK337"]);
  expect(await replay("--inference-cadence", "600", "--weight-cadence", "7200")).toEqual([
    "WK335",
    "WK334",
    "WK337",
  ]);
  expect(await replay(...CADENCES, "--value-kind", "class")).not.toContain("WK337");
});
