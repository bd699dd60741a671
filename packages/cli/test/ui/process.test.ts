import { spawn, spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { VERSION } from "../../src/version.js";
import { temporaryFolder, weightkit } from "../support/run-cli.js";

// The built command in a separate process: what cannot be seen from inside, and what could hang it.
const bin = fileURLToPath(new URL("../../bin/weightkit.js", import.meta.url));
const emptyLogic = fileURLToPath(
  new URL("../cases/run-prints-nothing/files/logic.wasm", import.meta.url),
);

test("exits with the command's code", () => {
  const run = (...args: string[]): number | null =>
    spawnSync(process.execPath, [bin, ...args], { encoding: "utf8" }).status;
  expect(run("--version")).toBe(0);
  expect(run("biuld")).toBe(3);
});

test("the version is the package's", () => {
  const { stdout } = spawnSync(process.execPath, [bin, "--version"], { encoding: "utf8" });
  expect(stdout).toBe(`${VERSION}\n`);
});

test.each([{ CI: "true" }, { CI: "true", GITHUB_ACTIONS: "true" }])(
  "no colours in a pipe, in CI either: %o",
  (env) => {
    const { PATH } = process.env;
    const { stderr, status } = spawnSync(process.execPath, [bin, "biuld"], {
      encoding: "utf8",
      env: { PATH, ...env },
    });
    expect(status).toBe(3);
    expect(stderr).toMatch(/^error WK101: /);
  },
);

test.each([
  ["1", true],
  ["yes", true],
  ["0", false],
  ["false", false],
  ["", false],
])("stack traces are printed with WEIGHTKIT_DEBUG=%s: %s", async (given, isTraced) => {
  const { stderr } = await weightkit(["biuld"], { env: { WEIGHTKIT_DEBUG: given } });
  expect(stderr.includes("\n    at ")).toBe(isTraced);
});

test("a current folder that was removed is an error of the table", () => {
  const line = `mkdir gone; cd gone; rmdir ../gone; exec "${process.execPath}" "${bin}"`;
  const run = (args: string) =>
    spawnSync("bash", ["-c", `${line} ${args}`], { cwd: temporaryFolder(), encoding: "utf8" });
  const { status, stderr } = run("replay");
  expect(status).toBe(3);
  expect(stderr.split("\n")[0]).toBe(
    "error WK169: The current folder cannot be used: it does not exist",
  );
  const { stdout } = run("replay --json");
  expect(JSON.parse(stdout)).toMatchObject({ ok: false, exitCode: 3, errors: [{ code: "WK169" }] });
  expect(run("--version").stdout).toBe(`${VERSION}\n`);
});

test.each([
  ["| :", "its reader went away"],
  ["> /dev/full", "no space is left"],
])("what cannot be printed ends with one error and its own code: %s", (where, reason) => {
  const command = `"${process.execPath}" "${bin}" history simulate --sets 2000 --workers 50 --json`;
  const cwd = temporaryFolder();
  const { status, stderr } = spawnSync("bash", ["-o", "pipefail", "-c", `${command} ${where}`], {
    cwd,
    encoding: "utf8",
  });
  expect(status).toBe(6);
  expect(stderr.split("\n")[0]).toBe(
    `error WK118: The result could not be written to stdout: ${reason}`,
  );
  // What it wrote to files is whole.
  expect(readdirSync(join(cwd, "history")).sort()).toContain("inferences.csv");
});

test.each([
  ["--payload", "/dev/zero"],
  ["--workers", "/dev/zero"],
])("an endless input is refused: %s %s", (option, path) => {
  const folder = temporaryFolder();
  copyFileSync(emptyLogic, join(folder, "logic.wasm"));
  writeFileSync(join(folder, "i.csv"), "timestamp,worker,value\n1,a,1\n");
  const line =
    option === "--payload"
      ? ["run", "logic.wasm", option, path]
      : ["history", "summary", "-i", "i.csv", option, path];
  const { status, stderr } = spawnSync(process.execPath, [bin, ...line], {
    cwd: folder,
    encoding: "utf8",
  });
  expect([status, stderr.includes("error WK117: ")]).toEqual([4, true]);
});

test.each([
  ["history check -i", "WK300"],
  ["history check -i i.csv -t", "WK300"],
  ["history summary -i i.csv --workers", null],
  ["run logic.wasm --payload", null],
  ["run", "WK411"],
])("a pipe that nobody writes to, or an endless file, does not hang `%s`", (command, code) => {
  const folder = temporaryFolder();
  copyFileSync(emptyLogic, join(folder, "logic.wasm"));
  writeFileSync(join(folder, "i.csv"), "timestamp,worker,value\n1,a,1\n");
  spawnSync("mkfifo", [join(folder, "pipe")]);
  for (const path of ["pipe", "/dev/zero"]) {
    const line = [...command.split(" "), path];
    const { status, stderr } = spawnSync(process.execPath, [bin, ...line], {
      cwd: folder,
      encoding: "utf8",
      timeout: 30_000,
    });
    // Nothing comes through a pipe without a writer: that is an empty file.
    expect([line, status === null]).toEqual([line, false]);
    if (path !== "pipe") expect([line, status === 0]).toEqual([line, false]);
    expect(stderr).not.toContain("WK900");
    if (code !== null) expect(stderr).toContain(`error ${code}: `);
  }
});

test.each([
  ["history check -i self", "WK300"],
  ["history check -i self/i.csv", "WK300"],
  ["history check -i i.csv -t self", "WK300"],
  ["history check -i self/*.csv", "WK326"],
  ["history summary -i i.csv --workers self", "WK111"],
  ["inspect self", "WK411"],
  ["inspect self/logic.wasm", "WK411"],
  ["run self", "WK411"],
  ["run self/round.json", "WK411"],
  ["run logic.wasm --payload self", "WK111"],
  ["verify self", "WK411"],
  ["history simulate --out self", "WK112"],
  [`history check -i ${"n".repeat(300)}`, "WK300"],
  [`inspect ${"n/".repeat(3000)}x`, "WK411"],
])(
  "a circle of links or a name that is too long is an error of the table: %s",
  async (line, error) => {
    const folder = temporaryFolder();
    copyFileSync(emptyLogic, join(folder, "logic.wasm"));
    writeFileSync(join(folder, "i.csv"), "timestamp,worker,value\n1,a,1\n");
    symlinkSync("self", join(folder, "self"));
    const { code, stderr } = await weightkit(line.split(" "), { cwd: folder });
    expect(stderr).toContain(`error ${error}: `);
    expect(code).not.toBe(0);
  },
);

test("a pipe is waited for while somebody writes to it", () => {
  const folder = temporaryFolder();
  copyFileSync(emptyLogic, join(folder, "logic.wasm"));
  const slow = `<(sleep 0.5; echo '{"inferences":[],"latest_weights":{}}')`;
  const { stderr } = spawnSync("bash", ["-c", `node ${bin} run logic.wasm --payload ${slow}`], {
    cwd: folder,
    encoding: "utf8",
  });
  // The logic prints nothing; its input was read.
  expect(stderr).not.toContain("WK111");
  expect(stderr).toContain("WK5");
});

test("what a killed process left behind is removed by the next one that writes there", () => {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, "history"));
  // A process that has ended.
  const { pid } = spawnSync(process.execPath, ["-e", "0"]);
  const [left, alive] = [pid, process.pid].map((owner) => `.weightkit-${owner}-1.tmp`);
  for (const name of [left, alive, ".weightkit-notes.tmp"]) {
    writeFileSync(join(cwd, "history", name ?? ""), "");
  }
  spawnSync(process.execPath, [bin, "history", "simulate"], { cwd });
  const names = readdirSync(join(cwd, "history")).filter((name) => name.startsWith("."));
  expect(names.sort()).toEqual([alive, ".weightkit-notes.tmp"].sort());
});

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const)("%s exits %d and leaves nothing behind", async (name, exitCode) => {
  const cwd = temporaryFolder();
  copyFileSync(emptyLogic, join(cwd, "logic.wasm"));
  // It waits for its payload's end, which never comes. A pipe does not hold that much: it was read once it is written.
  const child = spawn(process.execPath, [bin, "run", "logic.wasm"], { cwd });
  await new Promise((read) => child.stdin.write(" ".repeat(1 << 20), read));
  const ended = new Promise((done) => {
    child.on("exit", (code, signal) => {
      done({ code, signal });
    });
  });
  child.kill(name);
  expect(await ended).toEqual({ code: exitCode, signal: null });
  expect(readdirSync(cwd)).toEqual(["logic.wasm"]);
});

test("Ctrl-C stops a long simulation and leaves nothing behind", async () => {
  const cwd = temporaryFolder();
  const line = ["history", "simulate", "--workers", "1000", "--sets", "100000"];
  const child = spawn(process.execPath, [bin, ...line], { cwd });
  const history = join(cwd, "history");
  while (!existsSync(history) || readdirSync(history).length === 0) {
    await new Promise((done) => setTimeout(done, 50));
  }
  const ended = new Promise((done) => {
    child.on("exit", (code, signal) => {
      done({ code, signal });
    });
  });
  child.kill("SIGINT");
  expect(await ended).toEqual({ code: 130, signal: null });
  expect(readdirSync(history)).toEqual([]);
});

test.runIf(process.platform === "linux")(
  "a history of several large topics is read within a limit of address space",
  () => {
    const folder = temporaryFolder();
    // Longer than what a column keeps in chunks.
    const rows = Array.from({ length: 2 ** 18 + 1 }, (_, i) => `${i},a,1\n`);
    const lines = ["p", "q", "r", "s"].flatMap((topic) => rows.map((row) => `${topic},${row}`));
    writeFileSync(join(folder, "i.csv"), `topic,timestamp,worker,value\n${lines.join("")}`);
    const line = `ulimit -v 4000000; exec "${process.execPath}" "${bin}" history check -i i.csv`;
    const { status, stdout } = spawnSync("bash", ["-c", line], { cwd: folder, encoding: "utf8" });
    expect(stdout).toMatch(/^valid: 1,048,580 inferences /);
    expect(status).toBe(0);
  },
);
