import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { VERSION } from "../src/version.js";
import { MINI_SDK, writeAll } from "./support/mini-project.js";
import { temporaryFolder, weightkit } from "./support/run-cli.js";

/**
 * Each folder in cases/ is a command line and what must come of it: `cmd` (one command a line; `< FILE` gives stdin),
 * `files/` (the folder it runs in), `stdout`, `stderr` (absent means empty) and `exit` (absent means 0), the last
 * command's. What is written down is what a person should read: review it as such. UPDATE_CASES=1 rewrites it.
 */
const cases = join(import.meta.dirname, "cases");

test.each(readdirSync(cases))("%s", async (name) => {
  const folder = join(cases, name);
  const cwd = temporaryFolder();
  writeAll(cwd, MINI_SDK);
  const files = join(folder, "files");
  if (existsSync(files)) cpSync(files, cwd, { recursive: true });
  const lines = readFileSync(join(folder, "cmd"), "utf8").trim().split("\n");
  let last = { code: 0, stdout: "", stderr: "" };
  for (const line of lines) last = await runLine(line, cwd);
  const seen = {
    stdout: normalized(last.stdout, cwd),
    stderr: normalized(last.stderr, cwd),
    exit: last.code === 0 ? "" : `${last.code}\n`,
  };
  for (const [file, text] of Object.entries(seen)) {
    const path = join(folder, file);
    if (process.env["UPDATE_CASES"] === "1") {
      if (text !== "" || existsSync(path)) writeFileSync(path, text);
    } else expect(text, `${name}/${file}`).toBe(existsSync(path) ? readFileSync(path, "utf8") : "");
  }
});

async function runLine(line: string, cwd: string) {
  const [command = "", input] = line.split(" < ");
  const [program, ...args] = command.split(/ +/).map((word) => word.replace(/^'(.*)'$/, "$1"));
  expect(program).toBe("weightkit");
  const stdin = input === undefined ? "" : readFileSync(join(cwd, input));
  return await weightkit(args, { cwd, stdin, tty: false });
}

function normalized(text: string, cwd: string): string {
  return text.replaceAll(cwd, "<cwd>").replaceAll(VERSION, "<version>");
}
