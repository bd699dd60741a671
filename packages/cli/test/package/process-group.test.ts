import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runInShell } from "../../src/package/process-group.js";
import { storedCommand } from "../../../../test/support/compiled/command.mjs";
import { writeAll } from "../support/mini-project.js";
import { temporaryFolder } from "../support/run-cli.js";

const quiet = { most: 60_000, follow: () => undefined };

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(process.platform === "win32")("a command's processes", () => {
  test.each([
    ["true", null],
    ["exit 9", "exited with 9"],
    ["kill -KILL $$", "was ended by SIGKILL"],
  ])("%s ends as it does", async (command, reason) => {
    expect(await runInShell({ ...quiet, command, cwd: temporaryFolder() })).toBe(reason);
  });

  test("a folder that is not there is a reason, not a crash", async () => {
    const cwd = join(temporaryFolder(), "none");
    expect(await runInShell({ ...quiet, command: "true", cwd })).toMatch(/^could not be started: /);
  });

  test("all end when the time is over, also those that it started and that hold its output", async () => {
    const cwd = temporaryFolder();
    const command = "sleep 600 & echo $! > child; wait";
    const reason = await runInShell({ ...quiet, command, cwd, most: 500 });
    expect(reason).toBe("took more than 0.5 s, and was ended");
    const pid = Number(readFileSync(join(cwd, "child"), "utf8"));
    await expect.poll(() => isAlive(pid)).toBe(false);
  });

  test("a process that it leaves behind does not hold it up", async () => {
    const cwd = temporaryFolder();
    const reason = await runInShell({ ...quiet, command: "sleep 600 & echo $! > child", cwd });
    const pid = Number(readFileSync(join(cwd, "child"), "utf8"));
    process.kill(pid);
    expect(reason).toBeNull();
  });

  test("they end with the command that waits for them", async () => {
    const cwd = temporaryFolder();
    const buildCommand = "sleep 600 & echo $! > child; wait";
    writeAll(cwd, {
      "weightkit.json": JSON.stringify({ name: "made", wasm: "made.wasm", buildCommand }),
    });
    const building = spawn(process.execPath, [storedCommand(), "build", "--yes"], { cwd });
    const child = join(cwd, "child");
    await expect.poll(() => existsSync(child) && readFileSync(child, "utf8")).toMatch(/\d\n/);
    building.kill("SIGTERM");
    expect(await once(building, "exit")).toEqual([143, null]);
    await expect.poll(() => isAlive(Number(readFileSync(child, "utf8")))).toBe(false);
  });
});
