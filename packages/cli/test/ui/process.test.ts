import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { VERSION } from "../../src/version.js";
import { temporaryFolder } from "../support/run-cli.js";

// The built command in a process of its own: what cannot be seen from inside.
const bin = fileURLToPath(new URL("../../bin/weightkit.js", import.meta.url));

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

test("a reader that goes away early is no error", () => {
  const line = `"${process.execPath}" "${bin}" history simulate --sets 2000 --workers 50 --json | head -c 1`;
  const cwd = temporaryFolder();
  const { status, stderr } = spawnSync("bash", ["-o", "pipefail", "-c", line], {
    cwd,
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test("Ctrl-C exits 130 and leaves nothing behind", async () => {
  const cwd = temporaryFolder();
  const logic = fileURLToPath(
    new URL("../cases/run-prints-nothing/files/logic.wasm", import.meta.url),
  );
  copyFileSync(logic, join(cwd, "logic.wasm"));
  // It waits for its payload on stdin, which never comes.
  const child = spawn(process.execPath, [bin, "run", "logic.wasm"], { cwd });
  await new Promise((done) => setTimeout(done, 2000));
  const ended = new Promise((done) => {
    child.on("exit", (code, signal) => {
      done({ code, signal });
    });
  });
  child.kill("SIGINT");
  expect(await ended).toEqual({ code: 130, signal: null });
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
