import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder, weightkit, type CliResult } from "../support/run-cli.js";
import { A, B, writeTwoWorkers } from "../support/two-workers.js";
import { parameterLogic } from "../support/parameter-logic.js";

const ARGS = [
  ...["sweep", "logic.wasm", "-i", "i.csv", "-t", "t.csv"],
  ...["--inference-cadence", "3600", "--weight-cadence", "7200"],
  ...["--range", "alpha=0..1", "--method", "grid", "--steps", "4", "--store", "s", "--json"],
];

interface Swept {
  readonly cwd: string;
  readonly whole: CliResult;
  /** Paths below the folder: of the replays, and of what all of them share. */
  readonly cells: readonly string[];
  readonly base: string;
}

async function swept(): Promise<Swept> {
  const cwd = temporaryFolder();
  writeTwoWorkers(cwd, 5400);
  writeFileSync(join(cwd, "logic.wasm"), await parameterLogic(A, B));
  const whole = await weightkit(ARGS, { cwd });
  const files = readdirSync(join(cwd, "s"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json") && name !== "sweep.json")
    .map((name) => join("s", name))
    .sort();
  const isBase = (path: string): boolean => read(cwd, path).includes('"weightkit.cell-base"');
  return {
    ...{ cwd, whole, cells: files.filter((path) => !isBase(path)) },
    base: files.find(isBase) ?? "",
  };
}

const read = (cwd: string, path: string): string => readFileSync(join(cwd, path), "utf8");

/** A digit of the first losses is another one. */
function changed(text: string, field: string): string {
  const at = text.indexOf(`"${field}":"`) + field.length + 8;
  return `${text.slice(0, at)}${text[at] === "A" ? "B" : "A"}${text.slice(at + 1)}`;
}

const DAMAGE: readonly (readonly [string, (text: string) => string])[] = [
  ["with another loss", (text) => changed(text, "losses")],
  ["with another number of failed rounds", (text) => text.replace(/"failedRounds":\d+/, "$&1")],
  ["without its digest", (text) => text.replace(/"digest":"\w+",/, "")],
  ["that is cut off", (text) => text.slice(0, text.length / 2)],
  ["that is empty", () => ""],
  ["that was reformatted", (text) => `${JSON.stringify(JSON.parse(text), null, 2)}\n`],
];

describe("a file of a store that was damaged or changed by hand", () => {
  test.each(DAMAGE)(
    "merge refuses a replay %s by name, and a sweep computes it again",
    async (...[, damage]) => {
      const { cwd, whole, cells } = await swept();
      const [cell = ""] = cells;
      const before = read(cwd, cell);
      writeFileSync(join(cwd, cell), damage(before));
      const merged = await weightkit(["merge", "s"], { cwd });
      expect(merged).toMatchObject({ code: 3, stdout: "" });
      expect(merged.stderr).toContain(`error WK675: ${cell} is damaged or was changed`);
      const again = await weightkit(ARGS, { cwd });
      expect(again).toMatchObject({ code: whole.code, stdout: whole.stdout });
      expect(again.stderr).toContain("warning: a file in the store is damaged or was changed");
      expect(again.stderr).toContain(cell);
      expect(again.stderr).toContain("3 of 4 replays were finished before");
      expect(read(cwd, cell)).toBe(before);
      expect((await weightkit(["merge", "s", "--json"], { cwd })).stdout).toBe(whole.stdout);
    },
  );

  test("a replay under the name of another is refused", async () => {
    const { cwd, cells } = await swept();
    const [first = "", second = ""] = cells;
    renameSync(join(cwd, first), join(cwd, second));
    const merged = await weightkit(["merge", "s"], { cwd });
    expect(merged.stderr).toContain(`WK675: ${second} is damaged`);
  });

  test("what the replays share is checked too", async () => {
    const { cwd, whole, base } = await swept();
    const before = read(cwd, base);
    writeFileSync(join(cwd, base), changed(before, "equal"));
    const merged = await weightkit(["merge", "s"], { cwd });
    expect(merged.stderr).toContain(`WK675: ${base} is damaged`);
    expect((await weightkit(ARGS, { cwd })).stdout).toBe(whole.stdout);
    expect(read(cwd, base)).toBe(before);
  });

  test("many are one warning, with a count", async () => {
    const { cwd, cells } = await swept();
    for (const cell of cells) writeFileSync(join(cwd, cell), "{}");
    const { stderr } = await weightkit(ARGS, { cwd });
    expect(stderr.match(/warning/g)).toHaveLength(1);
    expect(stderr).toMatch(/4 files in the store are damaged .* and 1 more\n/);
  });

  test("a plan that was edited is refused", async () => {
    const { cwd } = await swept();
    const plan = read(cwd, "s/sweep.json");
    writeFileSync(join(cwd, "s/sweep.json"), plan.replace('"tests": 8', '"tests": 2'));
    const merged = await weightkit(["merge", "s"], { cwd });
    expect(merged.code).toBe(3);
    expect(merged.stderr).toContain("WK675: s/sweep.json is damaged");
  });

  test("merge writes a damaged file of its target anew", async () => {
    const { cwd, whole, cells, base } = await swept();
    await weightkit(["merge", "s", "--into", "all"], { cwd });
    for (const path of [cells[0] ?? "", base]) {
      writeFileSync(join(cwd, path.replace(/^s/, "all")), "{}");
    }
    await weightkit(["merge", "s", "--into", "all"], { cwd });
    rmSync(join(cwd, "s"), { recursive: true });
    expect((await weightkit(["merge", "all", "--json"], { cwd })).stdout).toBe(whole.stdout);
  });
});
