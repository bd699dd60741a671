import { spawnSync } from "node:child_process";
import { chmodSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storedCommand } from "../../../../test/support/compiled/command.mjs";
import { commands } from "../../src/commands/table.js";
import { MINI_SDK, writeAll } from "../support/mini-project.js";
import { havePty, onTerminal } from "../support/on-terminal.js";
import { parameterLogic } from "../support/parameter-logic.js";
import { keptFolder, weightkit } from "../support/run-cli.js";

// Each command as a process: in a pipe at 60 columns without colours, with a home and a project that cannot be written, with a full
// disk behind stdout, and on a terminal where Ctrl-C comes at any moment.

const bin = storedCommand();
const A = "allo1xfr553c46zu2688r58qp9xy5yv4hfxnkumeuap";
const ORACLE = "allo1vpw2lf660x8yvwxpuzw2u5677e2c82zndwdnst";
const START = 1_700_006_400;
const times = Array.from({ length: 9 }, (_, set) => START + set * 3600);
const CONVERTED = "history convert --inferences history/inferences.csv --to jsonl --out";

const SWEEP =
  "sweep param.wasm --range alpha=0..1 --sets 2 --inference-cadence 3600 --weight-cadence 7200 -i history/inferences.csv -t history/truth.csv --store";

/** A line of each command, and how it ends where nothing can be written. */
const LINES: readonly (readonly [line: string, readOnly: number])[] = [
  ["new --template list", 0],
  ["build", 0],
  ["run --payload payload.json", 0],
  ["test", 3],
  ["dev", 130],
  ["replay", 0],
  ["check --property one-object --runs 1", 0],
  ["snapshot", 3],
  [
    "compare build/mini.wasm -i history/inferences.csv -t history/truth.csv --inference-cadence 3600 --weight-cadence 7200",
    0,
  ],
  ["attack --adversary list", 0],
  [`${SWEEP} again`, 3],
  ["merge store", 0],
  ["profile --payload payload.json", 0],
  ["inspect", 0],
  ["history check --inferences history/inferences.csv", 0],
  ["history summary --inferences history/inferences.csv", 0],
  [`${CONVERTED} converted`, 3],
  [`history oracle ${ORACLE} --inferences history/inferences.csv --out oracle`, 3],
  ["history simulate --sets 5 --out made", 3],
  ["record --payload payload.json --out recorded.json", 3],
  ["verify", 0],
  ["topic --creator allo1vpw2lf660x8yvwxpuzw2u5677e2c82zndwdnst", 0],
  ["package build/mini.wasm --output packed", 3],
  ["publish --dry-run --gateway http://127.0.0.1:9", 0],
  ["explain WK501", 0],
  ["doctor", 0],
  ["config", 0],
  ["completion bash", 0],
  // Both end where the project is: it has been adopted, and it has no loss.
  ["adopt .", 3],
  ["serve", 3],
];

const FILES = {
  ...MINI_SDK,
  "weightkit.json": JSON.stringify({
    name: "mini",
    topic: { inferenceCadence: 3600, weightCadence: 7200 },
  }),
  "logic/weights.ts": `import { print } from "@weightkit/sdk";\nprint('{"type":"weights","weights":{"${A}":"1"}}');\n`,
  "history/inferences.csv": `timestamp,worker,value\n${times.map((time) => `${time},${A},101`).join("\n")}\n`,
  "history/truth.csv": `timestamp,value,available_at\n${times.map((time) => `${time},100,${time}`).join("\n")}\n`,
  "payload.json": `{"inferences":[{"timestamp":"${START}","inferences":[{"worker":"${A}","inference":"1"}]}],"latest_weights":{"${A}":"0"}}`,
};

const NOBODY = 65_534;
const root = process.getuid?.() === 0;
/** Root may write anywhere: the command then runs as nobody. */
const user = root ? { uid: NOBODY, gid: NOBODY } : {};
const home = keptFolder();
const closed = keptFolder();
const open = keptFolder();

const env = { PATH: process.env["PATH"] ?? "", HOME: home, NO_COLOR: "1", COLUMNS: "60" };
const mayRun = spawnSync(process.execPath, [bin, "--version"], { ...user, env }).status === 0;
if (!mayRun) process.emitWarning("skipping read-only folders: nobody may not read this checkout");

beforeAll(async () => {
  for (const folder of [closed, open]) {
    writeAll(folder, FILES);
    writeFileSync(join(folder, "param.wasm"), await parameterLogic(A, ORACLE));
    for (const line of ["build", `${SWEEP} store`])
      expect((await weightkit(line.split(" "), { cwd: folder })).code).toBe(0);
  }
  for (const folder of [home, ...foldersIn(closed)]) chmodSync(folder, 0o555);
});

// Before the folders are removed: hooks run from the last to the first.
afterAll(() => {
  for (const folder of [home, ...foldersIn(closed)]) chmodSync(folder, 0o755);
});

/** A folder and those in it. */
function foldersIn(folder: string): string[] {
  const inside = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory());
  return [folder, ...inside.flatMap(({ name }) => foldersIn(join(folder, name)))];
}

test("each command has a line", () => {
  for (const { name } of commands)
    expect(LINES.filter(([line]) => line === name || line.startsWith(`${name} `))).not.toEqual([]);
});

const waits = (line: string): boolean => line === "dev";
const processLines = LINES.filter(([line]) => !waits(line));

describe.skipIf(!mayRun)("in a pipe, without colours, with nothing to write to", () => {
  test.each(processLines)("%s ends with %d", (line, code) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...line.split(" ")], {
      ...{ ...user, cwd: closed, env, encoding: "utf8", timeout: 60_000 },
      stdio: ["ignore", "pipe", "pipe"],
    });
    expect({ status, stderr: status === code ? "" : stderr }).toEqual({ status: code, stderr: "" });
    expect(stdout + stderr).not.toMatch(/\u001b|WK900|\n {4}at /);
    if (code === 0) expect(stdout).not.toBe("");
    else expect(stderr).toMatch(/^error WK\d{3}: /m);
    // Sentences are broken at COLUMNS; a value, a path or a link is not.
    const long = stderr.split("\n").filter((one) => one.length > 60);
    for (const one of long) expect(one).toMatch(/\S{30,}/);
  });
});

describe.skipIf(process.platform !== "linux")("with a full disk, or nobody, behind stdout", () => {
  const SILENT = ["test", "adopt .", "serve"];
  const printing = processLines.filter(([line]) => !SILENT.includes(line));
  test.each(printing)("%s ends with 6", (line) => {
    const command = `exec "${process.execPath}" "${bin}" ${line} > /dev/full`;
    const { status, stderr } = spawnSync("bash", ["-c", command], {
      ...{ cwd: open, env, encoding: "utf8", timeout: 60_000 },
    });
    expect({ status, stderr: stderr.includes("WK118") }).toEqual({ status: 6, stderr: true });
    expect(stderr).not.toMatch(/WK900|\n {4}at /);
    // A reader that goes away: what is short may be written before.
    const piped = `"${process.execPath}" "${bin}" ${line} | :`;
    const gone = spawnSync("bash", ["-o", "pipefail", "-c", piped], { cwd: open, env });
    expect([0, 6]).toContain(gone.status);
    expect(String(gone.stderr)).not.toMatch(/WK900|\n {4}at /);
  });
});

describe.skipIf(!havePty)("Ctrl-C on a terminal of 60 columns (skipped without python3)", () => {
  // From before the first line of the command until after most have ended.
  test.each(LINES.map(([line], i) => [line, (0.05 + 0.07 * (i % 12)).toFixed(2)] as const))(
    "%s after %s s",
    async (line, seconds) => {
      const steps = waits(line)
        ? [["@1.5", "\u0003"] as const]
        : [[`@${seconds}`, "\u0003"] as const];
      const { code, output } = await onTerminal(line.split(" "), steps, open, {
        columns: 60,
        script: bin,
      });
      // It ended by itself, by its handler, or before it had one.
      expect([0, 3, 130, -2]).toContain(code);
      if (waits(line)) expect(code).toBe(130);
      expect(output).not.toMatch(/WK900|\n {4}at /);
      const left = readdirSync(open, { recursive: true, encoding: "utf8" });
      expect(left.filter((name) => name.endsWith(".tmp"))).toEqual([]);
    },
  );
});

test.each(["replay", "history summary -i history/inferences.csv -t history/truth.csv"])(
  "%s cuts no value in a pipe, however narrow, and breaks sentences at COLUMNS",
  (line) => {
    const narrow = { ...env, COLUMNS: "50" };
    const { stdout } = spawnSync(process.execPath, [bin, ...line.split(" ")], {
      ...{ cwd: open, env: narrow, encoding: "utf8" },
    });
    expect(stdout).toContain(A);
    expect(stdout).not.toContain("…");
  },
);
